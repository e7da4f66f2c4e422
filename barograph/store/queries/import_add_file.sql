-- Write a file down, or that it was read to its end.
DELETE FROM imported_files WHERE file = $file;
INSERT INTO imported_files
VALUES ($file, $series, $form, $name, $digest, $lines, $recorded)
