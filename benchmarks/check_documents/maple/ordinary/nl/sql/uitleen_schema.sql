-- Uitleendienst, sqlite. Hilde, versie 3
CREATE TABLE toestel (
    inventaris   TEXT PRIMARY KEY,          -- bv. POMP-014
    soort        TEXT NOT NULL CHECK (soort IN ('pomp','matras','glijzeil','concentrator','koffer')),
    merk         TEXT,
    gekocht      DATE,
    prijs_cent   INTEGER,
    keuring_tot  DATE
);

CREATE TABLE uitlening (
    id           INTEGER PRIMARY KEY,
    inventaris   TEXT NOT NULL REFERENCES toestel(inventaris),
    dossier      TEXT NOT NULL,             -- alleen het nummer, nooit een naam
    uit          DATE NOT NULL,
    terug        DATE,
    batterij_ok  INTEGER DEFAULT 0
);

INSERT INTO toestel VALUES
  ('POMP-014','pomp','McKinley T34','2019-05-06',148000,'2025-05-06'),
  ('MATR-003','matras','Alpha Active 3','2021-11-22',61900,NULL);
