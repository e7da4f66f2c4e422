-- Whether a batch has lines that are no events: mentions, or headers.
SELECT (SELECT count(*) FROM given_lines) > (SELECT count(*) FROM given_events)
