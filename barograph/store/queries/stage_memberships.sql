-- Memberships as given, for the length of a transaction.
CREATE OR REPLACE TEMP TABLE given_memberships (event VARCHAR, origin VARCHAR, story VARCHAR)
