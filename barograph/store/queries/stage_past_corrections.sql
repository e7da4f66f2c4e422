-- Events whose words against others were, or were not, known at a moment as they are now.
CREATE OR REPLACE TEMP TABLE past_reconsidered (event VARCHAR)
