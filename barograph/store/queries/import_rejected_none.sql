-- Forget them.
DELETE FROM rejected_cells
