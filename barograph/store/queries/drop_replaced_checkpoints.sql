-- Make room for checkpoints given: of the same moment, or those another model left.
DELETE FROM checkpoints
USING (
    SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($available::TIMESTAMP[]) AS available,
        unnest($models::VARCHAR[]) AS model
) AS given
WHERE checkpoints.pair = given.pair
    AND (checkpoints.available = given.available OR checkpoints.model <> given.model)
