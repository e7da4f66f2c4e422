-- Note what a setting is from now on.
INSERT INTO past_settings VALUES ($name, $value, $recorded)
