-- Let names find a series' views before our own tables.
SET search_path = 'series,main'
