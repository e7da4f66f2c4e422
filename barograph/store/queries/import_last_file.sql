-- The highest number a file has.
SELECT coalesce(max(file), 0) FROM imported_files
