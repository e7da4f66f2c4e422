-- Events whose words against others were looked for anew, for the length of a transaction.
CREATE OR REPLACE TEMP TABLE reconsidered (event VARCHAR)
