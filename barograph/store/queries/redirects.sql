-- Every merge, one step each.
SELECT old, new FROM redirects ORDER BY recorded
