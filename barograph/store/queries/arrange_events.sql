-- Lay the table out anew, so that one pair's rows lie together.
CREATE OR REPLACE TEMP TABLE arranged AS FROM events ORDER BY pair, available, id;
DELETE FROM events;
INSERT INTO events FROM arranged ORDER BY pair, available, id;
DROP TABLE arranged
