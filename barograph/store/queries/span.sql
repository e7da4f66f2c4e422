-- When the first and the last document were available.
SELECT min(available), max(available) FROM current_documents
