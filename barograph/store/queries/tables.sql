-- Tables of the open file.
SELECT table_name FROM duckdb_tables() WHERE NOT internal
