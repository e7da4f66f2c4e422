-- Which DuckDB reads the file.
SELECT version()
