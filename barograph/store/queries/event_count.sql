-- Events ever recorded, current or not.
SELECT count(*) FROM events
