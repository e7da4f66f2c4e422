-- Words of the named events as found, for the length of a transaction.
CREATE OR REPLACE TEMP TABLE given_corrections (
    event VARCHAR, corrected VARCHAR, pair VARCHAR, story VARCHAR, owner VARCHAR, kind VARCHAR,
    available TIMESTAMP)
