-- Made as an entry is written, with a key that the database holds only sealed: that the service wrote it, before it has its
-- place in the chain. Null for entries from before there was one.
alter table audit_log add column mac bytea;
-- When an entry got its place in the chain; part of its hash. Null for those from before.
alter table audit_log add column sealed_at timestamptz;

create or replace function audit_log_keeps() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
    and row(new.entry_id, new.team_id, new.at, new.action, new.target, new.client_id, new.user_id, new.ip,
      new.request_id, new.details, new.mac)
    is not distinct from row(old.entry_id, old.team_id, old.at, old.action, old.target, old.client_id, old.user_id,
      old.ip, old.request_id, old.details, old.mac)
  then
    -- A server from before there was a key, which runs on during an update, leaves such chains to the others.
    if not new.keyed and exists (
      select from audit_log
      where team_id is not distinct from new.team_id and seq = new.seq - 1 and keyed
    ) then
      raise exception 'this chain of the audit log goes on with a key';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' and exists (
    select from audit_cuts where team_id is not distinct from old.team_id and seq >= old.seq
  ) then
    return old;
  end if;
  raise exception 'the audit log is only ever added to';
end
$$;
