-- Forget a setting.
DELETE FROM meta WHERE name = $name
