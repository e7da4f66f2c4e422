-- Who published anything in a stretch of time.
SELECT DISTINCT outlet
FROM {documents}
WHERE available >= $since AND available < $until
ORDER BY outlet
