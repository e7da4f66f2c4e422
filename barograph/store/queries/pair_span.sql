-- When a pair's first and last events were available.
SELECT min(available), max(available) FROM {events} WHERE pair = $pair
