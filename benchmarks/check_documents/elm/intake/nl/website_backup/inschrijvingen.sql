-- dump formulier "kraamcursus", 3 juni 2024
DROP TABLE IF EXISTS inschrijving;
CREATE TABLE inschrijving (id int, aangemaakt datetime, naam text, email text, gsm text, uitgerekend date, vraag text);
INSERT INTO inschrijving VALUES
(201,'2024-05-28 10:12:44','Jolien Saeys','jolien.saeys@postbusje.example','0400171920','2024-08-30','Mag mijn mama mee in plaats van partner?'),
(202,'2024-05-29 21:03:10','Femke & Wout (Claessens)','f.claessens@postbusje.example','0400884516','2024-09-11',''),
(203,'2024-06-01 07:55:31','Nadia Tahiri','nadiatahiri88@zonmail.example','0400460271','2024-07-25','ik had vorig jaar een stil geboren kindje, kan ik apart komen?'),
(204,'2024-06-02 13:40:02','Greet Nuyts','greet@nuyts-schilders.example','0400300388','2024-10-02','');
