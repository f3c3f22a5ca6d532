-- The sites whose pages may show the team's rooms in a frame; null for every secure one.
alter table teams add column frame_origins text[];
