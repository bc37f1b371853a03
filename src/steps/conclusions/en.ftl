## Guiding questions

guide-conclusions-1 = Does the service, as a whole, do what it must?
guide-conclusions-2 = How sure are we, and what would change our mind?
guide-conclusions-3 = What does it look like in two years if nobody acts?
guide-conclusions-4 = What do research, practice and those affected say?
guide-conclusions-5 = Which unintended effects, good or bad?
guide-conclusions-6 = Which two or three areas matter most, and to whom?
guide-conclusions-7 = What do we keep watching?
