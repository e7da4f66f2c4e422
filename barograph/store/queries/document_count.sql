-- Documents held, revisions not counted.
SELECT count(*) FROM current_documents
