create table clinician (
  id serial primary key,
  name text not null,
  license text
);

insert into clinician (name, license) values
  ('Ingrid Solberg', 'LMFT 3127'),
  ('Dana Whitefeather', 'LICSW 21988'),
  ('Rajesh Menon', 'LP 5540');

create table client (
  id integer primary key,
  first_name text not null,
  last_name text not null,
  dob date not null,
  email text,
  phone text
);

create table appt (
  id bigserial primary key,
  client_id integer references client(id) on delete restrict,
  clinician_id integer references clinician(id),
  starts timestamptz not null,
  cpt char(5)
);
