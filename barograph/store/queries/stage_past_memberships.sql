-- Places as they were known at a moment, where they were others than now.
CREATE OR REPLACE TEMP TABLE past_memberships (
    event VARCHAR, pair VARCHAR, available TIMESTAMP, origin VARCHAR, story VARCHAR)
