-- telehealth reminders, initial schema (reviewed by G. Marchetti 2025-01-08)
create table client (
  id uuid primary key default gen_random_uuid(),
  display_name text not null,
  phone_e164 text check (phone_e164 ~ '^\+[1-9][0-9]{7,14}$'),
  email citext unique,
  created_at timestamptz not null default now()
);
create table reminder (
  id bigserial primary key,
  client_id uuid not null references client on delete cascade,
  due_at timestamptz not null,
  sent_at timestamptz,
  body text not null check (length(body) <= 160)
);
create index on reminder (due_at) where sent_at is null;
