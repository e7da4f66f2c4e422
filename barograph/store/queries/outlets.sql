-- Outlets by how much was read of them.
SELECT outlet
FROM {documents}
WHERE outlet <> ''
GROUP BY outlet
ORDER BY count(*) DESC, outlet
LIMIT $limit
