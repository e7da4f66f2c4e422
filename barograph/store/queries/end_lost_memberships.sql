-- End the places of events that hold no more.
UPDATE memberships SET ended = $recorded
WHERE ended IS NULL AND event IN (SELECT unnest($events::VARCHAR[]))
