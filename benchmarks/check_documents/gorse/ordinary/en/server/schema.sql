CREATE TABLE patient (
  id            bigserial PRIMARY KEY,
  first_name    text NOT NULL,
  last_name     text NOT NULL,
  preferred     text,
  dob           date NOT NULL CHECK (dob > '1900-01-01'),
  ssn_last4     char(4),
  cell          text,
  voicemail_ok  boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE food_log (
  id         bigserial PRIMARY KEY,
  patient_id bigint NOT NULL REFERENCES patient ON DELETE CASCADE,
  eaten_at   timestamptz NOT NULL,
  what       text NOT NULL,
  feeling    text
);

CREATE INDEX food_log_by_patient ON food_log (patient_id, eaten_at DESC);

COMMENT ON TABLE food_log IS 'Calories are left out on purpose. Ask Becca before adding them.';
