-- Give the staged revisions their new successor, or take them back.
UPDATE documents SET
    is_later = changes.is_later,
    superseded_by = changes.superseded_by,
    until = changes.until,
    ended = CASE WHEN changes.is_current THEN NULL ELSE coalesce(ended, $recorded) END,
    outdated = CASE WHEN changes.until IS NULL THEN outdated ELSE coalesce(outdated, $recorded) END,
    withdrawn = CASE WHEN changes.is_withdrawn THEN $recorded END
FROM changes
WHERE documents.id = changes.id AND documents.revision = changes.revision
    AND documents.available = changes.available AND documents.withdrawn IS NULL
