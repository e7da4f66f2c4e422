-- Merges as given, for the length of a transaction.
CREATE OR REPLACE TEMP TABLE given_redirects (old VARCHAR, new VARCHAR)
