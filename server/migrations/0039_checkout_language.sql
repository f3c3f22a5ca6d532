-- In which language whoever pays reads the page that is made for them (BCP 47); null for their browser's.
alter table payment_attempts add column language text;
