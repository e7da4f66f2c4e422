-- Revisions whose place has changed, for the length of a batch.
CREATE OR REPLACE TEMP TABLE changes (
    id VARCHAR, revision VARCHAR, available TIMESTAMP, is_later BOOLEAN, superseded_by VARCHAR,
    until TIMESTAMP, is_current BOOLEAN, is_withdrawn BOOLEAN
)
