create table person (
  crn        varchar(8) primary key,
  surname    text not null,
  forename   text,
  dob        date,
  nhs        char(10) check (nhs ~ '^\d{10}$'),
  postcode   varchar(8),
  mobile     varchar(20),
  flags      text[] not null default '{}'
);
comment on column person.crn is 'local number, letters CB and five or six digits';

create table referral (
  id       serial primary key,
  crn      varchar(8) not null references person,
  source   text not null,
  reason   text,
  received timestamptz not null default now()
);

create view overdue as
  select r.id, r.received
    from referral r
   where r.received < now() - interval '21 days';

-- one row so that the smoke test has something to read
insert into person (crn, surname, forename, dob, nhs, mobile)
values ('CB00000', 'Doe', 'Jane', '1970-01-01', '0000000000', '07000000000');
