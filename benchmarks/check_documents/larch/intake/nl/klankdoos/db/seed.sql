-- lokale testdatabank; overgenomen uit de echte om het rapport na te bouwen
INSERT INTO patient (id, naam, voornaam, geboren, insz, gsm, voorschrijver) VALUES
 (101, 'Goeminne', 'Arthur', '2015-11-22', '15112212722', '0400 38 71 15', 'dr. De Vuyst'),
 (102, 'Bauwens', 'Jean-Pierre', '1958-02-14', '58021418248', '0400 90 04 36', 'UZ neurologie'),
 (103, 'Kaya', 'Elif', '2018-06-30', '18063020820', '0400 72 25 81', 'dr. De Vuyst');

INSERT INTO zitting (patient_id, datum, nomenclatuur, duur, nota) VALUES
 (101, '2024-09-09', '711336', 30, 'moe, bijna niks gelezen'),
 (102, '2024-09-09', '712434', 60, 'woordvinding beter, huilt als hij naam vrouw niet vindt'),
 (103, '2024-09-10', '711115', 30, 'tolk mee');
