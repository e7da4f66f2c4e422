-- Words against what was told of a pair, or of any, as recorded by then.
SELECT event, corrected, pair, story, owner, kind, available
FROM {corrections}
WHERE ($pair IS NULL OR pair = $pair) AND available >= $since AND available <= $until
ORDER BY available, event, corrected
