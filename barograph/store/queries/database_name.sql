-- The name DuckDB gives the open file.
SELECT current_database()
