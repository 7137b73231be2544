-- Boomgaard afspraken, schema v7 (Rik Sels, 2024)
CREATE TABLE client (
  id        INTEGER PRIMARY KEY,
  voornaam  TEXT NOT NULL,
  naam      TEXT NOT NULL,
  rrn       CHAR(15) CHECK (rrn GLOB '[0-9][0-9].[0-9][0-9].[0-9][0-9]-[0-9][0-9][0-9].[0-9][0-9]'), -- bv 00.00.00-000.00
  gsm       TEXT,          -- formaat 04xx xx xx xx
  geboren   DATE,
  gemeente  TEXT DEFAULT 'Mechelen'
);
CREATE TABLE therapeut (id INTEGER PRIMARY KEY, naam TEXT, visum TEXT);
INSERT INTO therapeut VALUES (1,'Leen Roggeman','PSY-100201'),(2,'Bart Swinnen','PSY-100377'),(3,'Katrijn De Wael','PSY-100418');
CREATE INDEX ix_client_naam ON client(naam, voornaam);
