-- Note merges, each merged id once.
INSERT INTO redirects
SELECT DISTINCT ON (old) old, new, $recorded
FROM given_redirects
ANTI JOIN redirects AS known USING (old)
