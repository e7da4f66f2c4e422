-- The same where all lines came from one file: nothing to look up, nothing to copy.
CREATE OR REPLACE TEMP VIEW given_lines AS
SELECT (SELECT any_value(file) FROM given_stretches) AS file,
    rowid - (SELECT min(rowid) FROM given_text) + 1
        + (SELECT any_value(skipped) FROM given_stretches) AS "row",
    words
FROM given_text WHERE trim(words) <> ''
