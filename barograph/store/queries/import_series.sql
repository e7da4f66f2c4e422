-- The series there are, with what they hold.
SELECT series, count(*), count(repeated), count(DISTINCT pair), min(available), max(available)
FROM imported_events GROUP BY series ORDER BY series
