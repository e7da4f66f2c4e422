-- Members of a merged origin or story move along, unless told where to go.
INSERT INTO given_memberships
SELECT member.event, coalesce(of_origin.new, member.origin), coalesce(of_story.new, member.story)
FROM current_memberships AS member
LEFT JOIN given_redirects AS of_origin ON of_origin.old = member.origin
LEFT JOIN given_redirects AS of_story ON of_story.old = member.story
ANTI JOIN given_memberships AS given ON given.event = member.event
WHERE {within} AND (of_origin.new IS NOT NULL OR of_story.new IS NOT NULL)
