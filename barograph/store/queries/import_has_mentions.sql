-- Whether a series has mentions at all.
SELECT EXISTS (FROM imported_mentions WHERE series = $series)
