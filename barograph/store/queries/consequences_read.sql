-- Documents read, of any outlet, by the hour they were available: hours since 1970.
SELECT epoch_ms(available) // 3600000 AS hour, count(*) AS documents
FROM {documents}
GROUP BY hour
ORDER BY hour
