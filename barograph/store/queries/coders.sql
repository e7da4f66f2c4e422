-- Every coder whose events are current.
SELECT DISTINCT coder FROM current_documents ORDER BY coder
