-- Dossierdatabase, versie 14 (2025-08-30)
CREATE TABLE client (
  id            bigserial PRIMARY KEY,
  clientnummer  varchar(12) UNIQUE NOT NULL,   -- vorm: ST-0000
  voornaam      text,
  achternaam    text NOT NULL,
  geboortedatum date NOT NULL CHECK (geboortedatum > '1900-01-01'),
  bsn           char(9),
  telefoon      varchar(15),
  email         text
);
CREATE TABLE consult (
  id bigserial PRIMARY KEY,
  client_id bigint REFERENCES client(id) ON DELETE CASCADE,
  begin timestamptz NOT NULL,
  code varchar(6) DEFAULT 'OV0012'
);
INSERT INTO behandelaar (agb, naam) VALUES ('94102277', 'W. Lammertink');
CREATE INDEX consult_begin ON consult (begin);
