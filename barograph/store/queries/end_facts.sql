-- The same for the facts told by those revisions; {table} is one of the store's fact tables.
UPDATE {table} SET
    until = changes.until,
    ended = CASE WHEN changes.is_current THEN NULL ELSE coalesce(ended, $recorded) END,
    outdated = CASE WHEN changes.until IS NULL THEN outdated ELSE coalesce(outdated, $recorded) END,
    withdrawn = CASE WHEN changes.is_withdrawn THEN $recorded END
FROM changes
WHERE {table}.document = changes.id AND {table}.revision = changes.revision
    AND {table}.available = changes.available AND {table}.withdrawn IS NULL
