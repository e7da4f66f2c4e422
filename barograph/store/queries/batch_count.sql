-- How many batches changed something: where it stands still, so does what was read.
SELECT count(*) FROM batches
