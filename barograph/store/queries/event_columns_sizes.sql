-- How many events there are of each pair.
SELECT pair, count(*)
FROM {events}
WHERE pair IS NOT NULL AND available >= $since AND available < $until
GROUP BY pair
ORDER BY pair
