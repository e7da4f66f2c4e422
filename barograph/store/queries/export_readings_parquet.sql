-- Readings, times with their zone.
SELECT * REPLACE (hour AT TIME ZONE 'UTC' AS hour) FROM given_readings ORDER BY pair, hour
