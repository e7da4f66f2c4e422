-- Digests of files that were imported into a series to their end.
SELECT digest FROM imported_files WHERE series = $series AND form = $form AND digest IS NOT NULL
