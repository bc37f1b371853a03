## Guiding questions

guide-causes-1 = What did we believe last time, and did our action help?
guide-causes-2 = What else could explain it than our first idea?
guide-causes-3 = Which evidence speaks against it?
guide-causes-4 = What happened in and around the service?
guide-causes-5 = Why does a similar unit do better?
guide-causes-6 = Could measurement, payment or contract have produced the picture?
guide-causes-7 = Is the fault in preconditions, working practice or outcome?
