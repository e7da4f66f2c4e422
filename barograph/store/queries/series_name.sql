-- Which series those views show.
SET VARIABLE series = $series
