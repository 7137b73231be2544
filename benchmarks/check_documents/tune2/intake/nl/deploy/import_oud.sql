-- eenmalig: oude kaartenbak overzetten, daarna weggooien
BEGIN;
ALTER TABLE client ADD COLUMN IF NOT EXISTS kaartnr varchar(12);

INSERT INTO client (kaartnr, voornaam, achternaam, gebdatum, email) VALUES
 ('K-0041', 'Aleida', 'Gotink', '1949-03-08', NULL),
 ('K-0042', 'Youssef', 'El Haddaoui', '1996-10-17', 'youssef.elh@postkamer.example'),
 ('K-0047', 'Trijntje', 'Bosveld', '1971-12-01', 'trijn.bosveld@mailkist.example');

UPDATE client SET status = 'gesloten' WHERE kaartnr IN ('K-0041', 'K-0047');
COMMIT;
