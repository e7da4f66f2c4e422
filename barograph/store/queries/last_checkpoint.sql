-- Where the index stood last before a moment.
SELECT pair, available, model, state
FROM checkpoints
WHERE pair = $pair AND model = $model AND available < $before
ORDER BY available DESC
LIMIT 1
