-- Readings as handed in, for the length of an export.
CREATE OR REPLACE TEMP TABLE given_readings (
    pair VARCHAR, hour TIMESTAMP, confirmed DOUBLE, reported DOUBLE, low DOUBLE, high DOUBLE,
    normal DOUBLE, tendency_3h DOUBLE, tendency_24h DOUBLE, tendency_7d DOUBLE, p_worse DOUBLE,
    stories INTEGER, origins INTEGER, coverage VARCHAR
)
