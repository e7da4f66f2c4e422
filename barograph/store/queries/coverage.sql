-- Documents as numbers: hours since 1970 and their outlet's place in the list asked with, joined
-- to one number, which is cheaper to count than groups are.
SELECT outlet.place * 10000000 + epoch_us(document.available) // 3600000000 AS hour
FROM {documents} AS document
JOIN (
    SELECT unnest($outlets::VARCHAR[]) AS outlet,
        generate_subscripts($outlets::VARCHAR[], 1) - 1 AS place
) AS outlet ON outlet.outlet = document.outlet
WHERE document.available >= $since AND document.available < $until
