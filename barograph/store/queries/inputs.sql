-- What an export is made from. The hash covers every current revision, whatever the order read.
SELECT count(*), sha256(string_agg(id || ' ' || revision, chr(10) ORDER BY id)),
    list(DISTINCT coder ORDER BY coder), max(available), max(recorded)
FROM {documents}
