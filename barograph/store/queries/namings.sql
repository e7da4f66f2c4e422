-- Documents that name both sides of a pair ($pair NULL: of any), pair by pair, oldest first.
SELECT available, pair, wording, tone, outlet, title
FROM {namings}
WHERE $pair IS NULL OR pair = $pair
ORDER BY pair, available, document, wording
