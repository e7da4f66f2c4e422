-- End the places of events that hold no more.
UPDATE memberships SET ended = $recorded
WHERE {within} AND ended IS NULL AND event IN (SELECT unnest($events::VARCHAR[]))
