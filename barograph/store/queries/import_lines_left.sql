-- Whether a batch has lines that are no events: mentions, headers, lines of blanks.
SELECT (SELECT count(words) FROM given_text) > (SELECT count(*) FROM given_events)
