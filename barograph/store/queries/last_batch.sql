-- The last batch that changed something.
SELECT * FROM batches ORDER BY recorded DESC, rowid DESC LIMIT 1
