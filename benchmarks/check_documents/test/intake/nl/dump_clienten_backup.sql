-- backup praktijkadministratie, 1 juni 2025, tabel client
CREATE TABLE IF NOT EXISTS client (
  id INTEGER PRIMARY KEY,
  naam TEXT NOT NULL,
  geboren DATE,
  bsn CHAR(9),
  telefoon TEXT,
  mail TEXT,
  incasso TEXT
);
INSERT INTO client VALUES (2501,'Ruben Slingerland','1996-02-29','816823856','0605518824','rubenslinger@inbox.example','NL64INGB0294966265');
INSERT INTO client VALUES (2502,'Meryem Karataş','1983-10-10','709459932','0600127735','m.karatas@inbox.example',NULL);
INSERT INTO client VALUES (2503,'Wim van ''t Zelfde','1951-07-04','405076630','0118-060154',NULL,'NL05ABNA0857239619');
INSERT INTO client VALUES (2504,'Lieke Baarspul','2004-12-12','874431694','0609932201','liekeb@studmail.example',NULL);
