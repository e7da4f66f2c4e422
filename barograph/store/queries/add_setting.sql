-- Keep a setting.
INSERT INTO meta VALUES ($name, $value)
