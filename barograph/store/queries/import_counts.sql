-- How many rows of a batch are good, and how many of them new.
SELECT (SELECT count(*) FROM given_events WHERE reason IS NULL), (SELECT count(*) FROM given_new)
