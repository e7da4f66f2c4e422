-- Lines of several files with the file they came from and their number in it.
CREATE OR REPLACE TEMP TABLE given_numbered AS
SELECT stretch.file, stretch.skipped + numbered.line - stretch.first + 1 AS "row", numbered.words
FROM (
    -- Within a transaction a table's first row is not number 0.
    SELECT rowid - (SELECT min(rowid) FROM given_text) + 1 AS line, words
    FROM given_text WHERE trim(words) <> ''
) AS numbered
ASOF JOIN given_stretches AS stretch ON numbered.line >= stretch.first;
CREATE OR REPLACE TEMP VIEW given_lines AS FROM given_numbered
