-- How people reach the practice by telephone and by mail, for the pages that ask them to; null where it has said nothing.
alter table teams add column phone text, add column email text;
