-- Whether any of the named events says something against others.
SELECT 1 FROM current_corrections WHERE event IN (SELECT unnest($events::VARCHAR[])) LIMIT 1
