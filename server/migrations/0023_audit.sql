-- Whether an entry's hash is made with the key that the database does not hold; those from before it are not.
alter table audit_log add column keyed boolean not null default false;

-- Where a chain begins, once its oldest entries were deleted by age: after that entry, with that hash.
create table audit_cuts (
  team_id uuid,
  seq bigint not null,
  hash bytea not null,
  keyed boolean not null,
  unique nulls not distinct (team_id)
);

-- What was done to a thing, or which things something was done to, without reading the whole chain.
create index audit_log_target on audit_log (team_id, target, seq) where seq is not null and target is not null;
create index audit_log_action on audit_log (team_id, action, seq) where seq is not null;

create or replace function audit_log_keeps() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
    and row(new.entry_id, new.team_id, new.at, new.action, new.target, new.client_id, new.user_id, new.ip,
      new.request_id, new.details)
    is not distinct from row(old.entry_id, old.team_id, old.at, old.action, old.target, old.client_id, old.user_id,
      old.ip, old.request_id, old.details)
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
