-- Who tells the events of the pairs from the first to the last asked.
SELECT DISTINCT outlet
FROM {events}
WHERE pair BETWEEN $first AND $last AND available >= $since AND available < $until
ORDER BY outlet
