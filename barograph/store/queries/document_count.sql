-- Documents held, revisions not counted; those of the named coder left out.
SELECT count(*) FROM current_documents WHERE $not_by IS NULL OR coder <> $not_by
