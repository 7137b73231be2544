-- herstel na crash 22/10, rijen uit de back-up terugzetten
BEGIN;
INSERT INTO dienst (code, omschrijving, duur) VALUES ('K30', 'kine individueel', 30), ('P50', 'psycholoog', 50);
INSERT INTO persoon (id, vnaam, anaam, geb, gsm, mail) VALUES
  (1187, 'Fientje', 'De Baerdemaecker', '1991-03-05', '0440 61 20 37', 'fien.db@zwin.example'),
  (1188, 'Oumar', 'Diallo', '1969-10-28', '0440 19 84 55', NULL),
  (1189, 'Godelieve', 'Stevens-Claeys', '1944-02-11', '09 010 33 71', NULL);
INSERT INTO afspraak (persoon_id, dienst, op, nota) VALUES
  (1187, 'P50', '2024-10-24 14:00', 'miskraam, komt met partner'),
  (1189, 'K30', '2024-10-25 09:30', 'looprek vergeten vorige keer');
COMMIT;
