# Who may see and do what.

officer = Officer
    .plural = Officers
    .empty = Those who may log in stand here, by their account's name. What they may do stands under roles and, in a follow-up, under participants.
    .account = Account
    .work_title = Work title

assignment = Role
    .plural = Roles
    .empty = Which role everyone has stands here, everywhere or in the follow-ups of a committee.
    .officer = Officer
    .role = Role
    .committee = Committee (empty: all)

participant = Participant
    .plural = Participants
    .empty = Those who may see this follow-up and work in it stand here, beside those of its committee.
    .officer = Officer
    .role = Role

set-role = role
    .administrator = administrator
    .lead = lead
    .officer = officer
    .reader = reader
set-participant-role = role
    .lead = lead
    .officer = officer
    .reader = reader

view-officers = officers
view-assignments = roles
view-participants = participants
