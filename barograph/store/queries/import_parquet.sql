-- Rows with times as the store keeps them, in UTC without a zone.
CREATE OR REPLACE TEMP TABLE given_table AS
SELECT $file AS file, row_number() OVER () AS "row", * REPLACE (
    available AT TIME ZONE 'UTC' AS available, time_start AT TIME ZONE 'UTC' AS time_start,
    time_end AT TIME ZONE 'UTC' AS time_end, published AT TIME ZONE 'UTC' AS published,
    seen AT TIME ZONE 'UTC' AS seen, recorded AT TIME ZONE 'UTC' AS recorded
)
FROM given_cells
