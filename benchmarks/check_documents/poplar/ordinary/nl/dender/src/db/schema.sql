-- PostgreSQL 15. Gegevens staan NIET in deze repository.
CREATE TABLE client (
  id          serial PRIMARY KEY,
  familienaam text NOT NULL,
  voornaam    text NOT NULL,
  geboren     date CHECK (geboren > '1900-01-01'),
  gsm         varchar(14),
  email       citext UNIQUE,
  straat      text,
  postcode    char(4)
);

CREATE TABLE dossier (
  id         serial PRIMARY KEY,
  client_id  int REFERENCES client ON DELETE RESTRICT,
  therapeut  char(3) NOT NULL CHECK (therapeut IN ('LVN', 'KDS', 'FEA')),
  status     text DEFAULT 'lopend',
  gesloten   date
);

CREATE INDEX ON dossier (therapeut) WHERE status = 'lopend';
COMMENT ON COLUMN client.gsm IS 'formaat 04xx xx xx xx';
