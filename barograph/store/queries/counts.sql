-- Rows of every table, and the span of what was read.
SELECT
    (SELECT count(*) FROM current_documents) AS documents,
    (SELECT count(*) FROM documents WHERE withdrawn IS NULL) AS revisions,
    (SELECT count(*) FROM sentences) AS sentences,
    (SELECT count(*) FROM current_events) AS events,
    (SELECT count(*) FROM events WHERE ended IS NOT NULL) AS ended_events,
    (SELECT count(DISTINCT pair) FROM current_events) AS pairs,
    (SELECT count(DISTINCT origin) FROM current_memberships) AS origins,
    (SELECT count(DISTINCT story) FROM current_memberships) AS stories,
    (SELECT count(*) FROM current_figures) AS figures,
    (SELECT count(*) FROM current_appointment_notices) AS appointment_notices,
    (SELECT count(*) FROM current_consequence_claims) AS consequence_claims,
    (SELECT count(*) FROM set_aside) AS set_aside,
    (SELECT count(*) FROM batches) AS batches
