-- Tabellen voor het eigen roosterprogramma. Bevat alleen structuur.
CREATE TABLE client (
  id            INTEGER PRIMARY KEY,
  achternaam    TEXT NOT NULL,
  voornaam      TEXT,
  geboortedatum DATE,
  bsn           CHAR(9) CHECK (length(bsn) = 9),
  telefoon      TEXT,
  email         TEXT
);

CREATE TABLE afspraak (
  id        INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES client(id) ON DELETE CASCADE,
  begin     TIMESTAMP NOT NULL,
  duur      INTEGER DEFAULT 60,
  soort     TEXT CHECK (soort IN ('individueel', 'relatie', 'kennismaking'))
);

CREATE INDEX afspraak_begin ON afspraak (begin);

-- prestatiecodes 2026
CREATE TABLE prestatie (code TEXT PRIMARY KEY, omschrijving TEXT, tarief NUMERIC(7,2));
INSERT INTO prestatie VALUES
 ('CO0322', 'Behandelconsult 60 min gz-psycholoog', 146.21),
 ('CO0452', 'Diagnostiekconsult 60 min gz-psycholoog', 168.04);
