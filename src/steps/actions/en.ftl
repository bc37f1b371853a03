## Guiding questions

guide-actions-1 = Which cause does it remove, and how do we know?
guide-actions-2 = What is already under way?
guide-actions-3 = What gives most for least, and what needs a political decision?
guide-actions-4 = When must it be fixed, and who verifies?
guide-actions-5 = Is each step documented so that the next sanction stands?
guide-actions-6 = Who needs to know what, and how?
