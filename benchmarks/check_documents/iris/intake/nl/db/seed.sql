-- seed voor demo (uit backup 12/2024, NOG ANONIMISEREN!)
INSERT INTO therapeut (id, naam) VALUES (1,'Leen Roggeman'),(2,'Bart Swinnen');
INSERT INTO client (id, vnaam, fnaam, rrn, straat, pc, gem, gsm) VALUES
 (301,'Godelieve','Aerts','55.01.20-118.44','Guldenstraat 9','2800','Mechelen','0400 11 92 83'),
 (302,'Stijn','Van Hoof','83.12.02-301.17','Hanswijkvaart 50','2800','Mechelen','0400 66 01 25'),
 (303,'Marwa','Haddad','99.04.14-222.05','Liersesteenweg 88','2860','Sint-Katelijne-Waver','0400 35 47 12');
INSERT INTO sessie (client_id, th_id, dag, type, betaald) VALUES
 (301,1,'2024-12-03','rouw',TRUE),(302,2,'2024-12-04','relatie',FALSE),(303,1,'2024-12-04','angst',TRUE);
