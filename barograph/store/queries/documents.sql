-- Current documents, oldest first; those coded by the named coder left out.
SELECT id, revision, outlet, url, title, text, language, published, seen, is_watched, dateline
FROM current_documents
WHERE $not_by IS NULL OR coder <> $not_by
ORDER BY available, id
