-- handmatig herstel na de storing van 3 februari, regels overgetypt van papier
BEGIN;
INSERT INTO patient (nr, achternaam, voorletters, geboren, mobiel, mail) VALUES
 (1288, 'Karabulut', 'Y.', '1988-08-08', '0605561290', 'yildiz.karabulut@briefpost.example'),
 (1289, 'Schoemaker-Prins', 'E.L.', '1964-04-25', '0602210086', 'elsschoemaker@thuismail.example'),
 (1290, 'van den Esschert', 'D.', '2007-10-02', '0604178823', NULL);
INSERT INTO behandeling (patient_nr, datum, diagnosecode, notitie) VALUES
 (1288, '2025-02-03', '9334', 'obstipatie, toilethouding geoefend'),
 (1290, '2025-02-03', '7021', 'knie li, voetbal');
COMMIT;
