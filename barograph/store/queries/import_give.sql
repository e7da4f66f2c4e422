-- Rows of a batch as imported events, `reason` for those that cannot be read.
CREATE OR REPLACE TEMP TABLE given_events AS
{events}
