-- Readings, times as text.
FROM given_readings ORDER BY pair, hour
