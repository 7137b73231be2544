-- Tabellen voor het wachttijdenscherm. Bevat geen inhoud van dossiers.
CREATE TABLE behandelaar (
  id        CHAR(2) PRIMARY KEY,
  naam      VARCHAR(80) NOT NULL,
  big       CHAR(11),
  in_dienst DATE NOT NULL
);

CREATE TABLE client (
  nr            SERIAL PRIMARY KEY,
  achternaam    VARCHAR(80) NOT NULL,
  voorletters   VARCHAR(12),
  geboortedatum DATE,
  bsn           CHAR(9) UNIQUE CHECK (bsn ~ '^[0-9]{9}$'),
  telefoon      VARCHAR(16),
  email         VARCHAR(120)
);

CREATE TABLE afspraak (
  id            SERIAL PRIMARY KEY,
  client_nr     INTEGER NOT NULL REFERENCES client (nr) ON DELETE CASCADE,
  behandelaar   CHAR(2) NOT NULL REFERENCES behandelaar (id),
  begin         TIMESTAMPTZ NOT NULL,
  minuten       SMALLINT NOT NULL DEFAULT 45,
  soort         VARCHAR(20) CHECK (soort IN ('intake', 'diagnostiek', 'behandeling', 'telefonisch'))
);

CREATE INDEX afspraak_dag ON afspraak (behandelaar, begin);

COMMENT ON COLUMN client.bsn IS 'versleuteld in rust, alleen voor declaratie';
