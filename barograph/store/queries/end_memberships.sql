-- End the memberships that change.
UPDATE memberships SET ended = $recorded
FROM given_memberships AS given
WHERE {within} AND memberships.event = given.event AND memberships.ended IS NULL
    AND (memberships.origin <> given.origin OR memberships.story <> given.story)
