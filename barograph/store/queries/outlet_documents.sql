-- How many documents were read of each outlet.
SELECT outlet, count(*)
FROM {documents}
WHERE available >= $since AND available < $until
GROUP BY outlet
