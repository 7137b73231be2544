-- Clinikit core tables
CREATE TABLE person (
    person_id   INTEGER PRIMARY KEY,
    surname     TEXT NOT NULL,
    forename    TEXT NOT NULL,
    born        DATE,
    tel         TEXT,
    email       TEXT,
    nhs_number  CHAR(10) UNIQUE,
    created_at  TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE appointment (
    appt_id     INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES person(person_id),
    staff_id    INTEGER NOT NULL REFERENCES staff(staff_id),
    starts_at   TIMESTAMP NOT NULL,
    minutes     SMALLINT NOT NULL CHECK (minutes BETWEEN 5 AND 240),
    status      TEXT NOT NULL DEFAULT 'booked'
);

CREATE INDEX appointment_by_day ON appointment (starts_at);
CREATE INDEX person_by_name ON person (surname, forename);
