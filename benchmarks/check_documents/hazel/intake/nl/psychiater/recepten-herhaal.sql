-- handmatig aangevuld 14/2 omdat import van HIX hapert (KP)
BEGIN;
INSERT INTO patient (id, naam, geb, bsn, straat, plaats) VALUES
 (5521, 'Drs. W.F. Hoogenboezem', '1957-01-30', '776903950', 'Oranje Nassaulaan 17', 'Zeist'),
 (5522, 'Mw. L. Bhagwandin',      '1996-06-08', '681366461', 'Slotlaan 402',         'Zeist');
INSERT INTO herhaalrecept (patient_id, middel, dosering, t_m) VALUES
 (5521, 'lithiumcarbonaat 400 mg', '1dd2 an', '2025-08-01'),
 (5522, 'quetiapine 25 mg', 'zn 1 an, max 10 per maand', '2025-04-01');
-- let op: 5521 spiegel was 1.1, eerst lab
COMMIT;
