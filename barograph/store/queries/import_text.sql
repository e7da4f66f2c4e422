-- Lines of a batch, as they are: one column, nothing quoted; rowid counts them.
CREATE OR REPLACE TEMP TABLE given_text AS
FROM read_csv($text, columns = {'words': 'VARCHAR'}, delim = chr(1), quote = '', escape = '',
    comment = '', header = false, auto_detect = false, strict_mode = false, new_line = '\n',
    max_line_size = 8000000)
