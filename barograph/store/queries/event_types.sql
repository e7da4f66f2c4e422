-- How many current events there are of each type.
SELECT type, count(*) FROM current_events GROUP BY type ORDER BY type
