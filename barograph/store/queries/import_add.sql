-- Add the new rows of a batch, in their order.
INSERT INTO imported_events BY NAME
SELECT $series AS series, $recorded AS recorded, given.* EXCLUDE (reason)
FROM given_events AS given
SEMI JOIN given_new ON given_new.place = given.rowid
ORDER BY given.file, given."row"
