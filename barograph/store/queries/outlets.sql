-- Outlets by how much was read of them.
SELECT outlet
FROM current_documents
WHERE outlet <> ''
GROUP BY outlet
ORDER BY count(*) DESC, outlet
LIMIT $limit
