-- Where a webhook led and what it was called go when it is deleted, as its secrets do.
update webhooks set url = '', description = null where deleted_at is not null;
