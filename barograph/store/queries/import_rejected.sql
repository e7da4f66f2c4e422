-- Lines of a table that could not be taken apart, and why.
SELECT line, any_value(error_message) FROM rejected_cells GROUP BY line ORDER BY line
