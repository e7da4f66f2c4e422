-- Pairs whose events change with the staged revisions, and from when to when.
SELECT fact.pair, min(fact.available), max(fact.available)
FROM events AS fact
JOIN changes ON fact.document = changes.id AND fact.revision = changes.revision
    AND fact.available = changes.available
WHERE fact.pair IS NOT NULL AND fact.withdrawn IS NULL
GROUP BY fact.pair
