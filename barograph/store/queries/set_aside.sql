-- Inputs that could not be read.
SELECT location, reason FROM set_aside ORDER BY recorded, location, reason
