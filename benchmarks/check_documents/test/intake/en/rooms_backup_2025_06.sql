-- dump of table people
BEGIN;
INSERT INTO people (ref, fullname, dob, mob, mail, nhs) VALUES
 ('P-0430','Winston Delacroix-Hobbs','1947-02-18','07700900390',NULL,'9994447378'),
 ('P-0431','Zainab Mir','2002-09-07','07700900391','zainabmir02@tidemail.example',NULL),
 ('P-0432','Pascal Trewhella','1990-04-25','07700900392','pasc.t@workbox.example','9995052679'),
 ('P-0433','Ffion Llewelyn-Rao','1985-11-11',NULL,'ffion.lr@tidemail.example',NULL);
COMMIT;
