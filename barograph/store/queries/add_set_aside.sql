-- Note inputs set aside, each location and reason once.
INSERT INTO set_aside
SELECT location, reason, $recorded
FROM (SELECT DISTINCT unnest($locations::VARCHAR[]) AS location,
    unnest($reasons::VARCHAR[]) AS reason)
ANTI JOIN set_aside AS known USING (location, reason)
ORDER BY location, reason
RETURNING 1
