-- The call that a host has locked. It is over with that call, so nobody has to unlock it.
alter table sessions add column locked_call_id uuid;

-- Visits of hosts: who has made this one a host, and who has ended the call for it or taken its seat away.
alter table visits
  add column made_host_by uuid,
  add column sent_out_by uuid;
