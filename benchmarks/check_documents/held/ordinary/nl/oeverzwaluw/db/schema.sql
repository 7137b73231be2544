-- Schema afsprakenboek, versie 7 (2024-08-19)
CREATE TABLE persoon (
    id          integer PRIMARY KEY,
    vnaam       varchar(60)  NOT NULL,
    anaam       varchar(80)  NOT NULL,
    geb         date,
    rijksreg    char(15) CHECK (rijksreg ~ '^\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}$'),
    gsm         varchar(20),
    mail        varchar(254),
    mutualiteit smallint REFERENCES mutualiteit (code)
);

CREATE TABLE mutualiteit (code smallint PRIMARY KEY, naam varchar(60));
INSERT INTO mutualiteit VALUES (100, 'CM'), (200, 'Neutrale'), (300, 'Solidaris'), (400, 'Liberale'), (500, 'Onafhankelijke'), (600, 'Hulpkas');

CREATE TABLE zorgverlener (id smallint PRIMARY KEY, naam varchar(60), riziv char(14));
INSERT INTO zorgverlener VALUES (1, 'Liesbet Goethals', '7-00418-52-801'), (2, 'Pieter Callens', '5-31098-14-527');

CREATE INDEX persoon_naam ON persoon (lower(anaam), lower(vnaam));
