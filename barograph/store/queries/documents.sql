-- Current documents after a place in their order, oldest first; those of the named coder left out.
SELECT id, revision, outlet, url, title, text, language, published, seen, is_watched, dateline,
    available
FROM current_documents
WHERE ($not_by IS NULL OR coder <> $not_by)
    AND available >= $available AND (available > $available OR id > $id)
ORDER BY available, id
LIMIT $limit
