-- Patient portal, PostgreSQL 16. Structure only, no rows.
CREATE TYPE visit_kind AS ENUM ('intake', 'individual', 'family', 'group', 'testing');

CREATE TABLE clinicians (
    code        char(2) PRIMARY KEY,
    full_name   text NOT NULL,
    license_no  text NOT NULL,
    npi         char(10) NOT NULL CHECK (npi ~ '^\d{10}$')
);

CREATE TABLE patients (
    mrn         text PRIMARY KEY,
    last_name   text NOT NULL,
    first_name  text NOT NULL,
    dob         date NOT NULL CHECK (dob > DATE '1900-01-01'),
    ssn_last4   char(4),
    phone       text,
    email       text,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE appts (
    id          bigserial PRIMARY KEY,
    mrn         text NOT NULL REFERENCES patients ON DELETE RESTRICT,
    clinician   char(2) NOT NULL REFERENCES clinicians,
    starts_at   timestamptz NOT NULL,
    kind        visit_kind NOT NULL,
    no_show     boolean NOT NULL DEFAULT false
);

CREATE INDEX appts_by_day ON appts (clinician, starts_at);

INSERT INTO clinicians VALUES
    ('LP', 'Lenora Pruitt, PsyD',        'P.00417',  '7004418823'),
    ('MA', 'Marcus Adeyemi, LPCC-S',     'E.0009921', '7003390416'),
    ('BH', 'Billie Hostetler, LISW-S',   'I.0007718', '7006627105');

REVOKE ALL ON patients FROM PUBLIC;
