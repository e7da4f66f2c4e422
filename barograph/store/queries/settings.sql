-- Settings kept with the store.
SELECT name, value FROM meta ORDER BY name
