-- Settings as they stood at a moment.
SELECT DISTINCT ON (name) name, "value"
FROM past_settings
WHERE recorded <= $recorded_at
ORDER BY name, recorded DESC
