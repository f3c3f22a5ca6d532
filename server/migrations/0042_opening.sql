-- So many minutes before its booked time a session can be entered; null as its team has it, and at that time where the
-- team has said nothing either.
alter table teams add column opens_before_minutes smallint;
alter table sessions add column opens_before_minutes smallint;
