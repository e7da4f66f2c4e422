-- Lay the table out anew, so that one pair's rows lie together.
CREATE OR REPLACE TEMP TABLE arranged AS FROM memberships ORDER BY pair, available, event, recorded;
DELETE FROM memberships;
INSERT INTO memberships FROM arranged ORDER BY pair, available, event, recorded;
DROP TABLE arranged
