-- Where the index stood after all that was available of a pair until then, as it stands now: its
-- own bytes, of use to the same model alone. What is recorded later of that time or before takes
-- the row away.
CREATE TABLE checkpoints (
    pair VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    recorded TIMESTAMP NOT NULL,
    model VARCHAR NOT NULL,
    state BLOB NOT NULL
);
