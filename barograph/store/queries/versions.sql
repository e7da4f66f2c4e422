-- The revisions held of the named documents.
SELECT id, revision, available, seen, outlet, coalesce(url, ''), language, published,
    coalesce(dateline, ''), is_watched, coder, is_later, superseded_by, until
FROM documents
WHERE withdrawn IS NULL AND id IN (SELECT unnest($ids::VARCHAR[]))
