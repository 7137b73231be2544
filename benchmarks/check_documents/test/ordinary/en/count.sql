-- Three numbers for the annual report. Nothing here returns a row per person.
.headers on

SELECT count(*) AS people_seen
FROM people
WHERE EXISTS (SELECT 1 FROM sessions s WHERE s.ref = people.ref AND s.held_on >= :from AND s.held_on < :to);

SELECT round(avg(n), 1) AS mean_sessions
FROM (SELECT count(*) AS n FROM sessions WHERE held_on >= :from AND held_on < :to GROUP BY ref);

SELECT CASE
         WHEN age < 18 THEN 'under 18'
         WHEN age < 40 THEN '18-39'
         WHEN age < 65 THEN '40-64'
         ELSE '65 and over'
       END AS band,
       CASE WHEN count(*) < 5 THEN NULL ELSE count(*) END AS people
FROM (SELECT (strftime('%Y', :to) - strftime('%Y', dob)) AS age FROM people)
GROUP BY band
ORDER BY band;
