-- Forget where the lines of the last batch came from.
DELETE FROM given_stretches
