-- Documents by the hour they were available and their outlet.
SELECT date_trunc('hour', available) AS hour, outlet, count(*)
FROM {documents}
WHERE available >= $since AND available < $until
GROUP BY hour, outlet
ORDER BY hour, outlet
