-- PLOVER JSON lines as imported events, by the names of manual 2.0 (actor, recipient) or the older ones
-- (source, target, actorText); `reason` says what is wrong. An event of several actors, recipients
-- or types is one row for each; several actors without a recipient act together.
WITH line AS (
    SELECT file, "row", json_valid(words) AS is_json,
        CASE WHEN json_valid(words) THEN words::JSON END AS j
    FROM given_lines
),
told AS (
    SELECT file, "row", is_json, j, j->>'$.id' AS id,
        -- Ours where we wrote the file: `sentence` is then the span of the document.
        j->>'$.known_time' AS known_time,
        coalesce(j->>'$.date', j->>'$.dateCoded') AS day, j->>'$.time' AS hour,
        list_of(coalesce(j->'$.actor', j->'$.source')) AS actors,
        list_of(coalesce(j->'$.recipient', j->'$.target')) AS recipients,
        list_of(j->'$.event') AS events, list_of(j->'$.mode') AS modes
    FROM line
),
sides AS (
    SELECT *, len(recipients) = 0 AND len(actors) > 1 AS is_together,
        CASE WHEN len(actors) = 0 THEN [NULL] ELSE actors END AS firsts,
        CASE WHEN len(recipients) > 0 THEN recipients WHEN len(actors) > 1 THEN actors[2:]
            ELSE [NULL] END AS seconds,
        CASE WHEN len(events) = 0 THEN [NULL] ELSE events END AS kinds
    FROM told
),
each AS (
    SELECT *, unnest(CASE WHEN is_together THEN firsts[1:1] ELSE firsts END) AS first,
        1 AS one
    FROM sides
),
both_sides AS (SELECT *, unnest(seconds) AS second FROM each),
typed AS (
    SELECT *, unnest(kinds) AS kind,
        CASE WHEN len(kinds) = len(modes) THEN unnest(modes) ELSE modes[1] END AS mode_cell
    FROM both_sides
),
named AS (
    SELECT typed.*, row_number() OVER (PARTITION BY file, "row") AS nth,
        upper(kind->>'$') AS word,
        CASE word WHEN 'DEMAND' THEN 'REQUEST' WHEN 'DISAPPROVE' THEN 'ACCUSE'
            WHEN 'INVESTIGATE' THEN 'ACCUSE' WHEN 'YIELD' THEN 'CONCEDE' ELSE word END AS type,
        coalesce(lower(mode_cell->>'$'), CASE word WHEN 'DEMAND' THEN 'change'
            WHEN 'DISAPPROVE' THEN 'disapprove' WHEN 'INVESTIGATE' THEN 'investigate' END) AS mode,
        entity_code(first) AS code_1, entity_code(second) AS code_2,
        CASE WHEN known_time IS NOT NULL THEN try_cast(known_time AS TIMESTAMP)
            WHEN hour IS NOT NULL THEN try_cast(concat(left(day, 10), ' ', hour) AS TIMESTAMP)
            ELSE try_cast(left(day, 10) AS TIMESTAMP) + INTERVAL 86399 SECOND END AS known
    FROM typed
),
sided AS (
    SELECT named.*, s1.party AS state_1, s2.party AS state_2,
        CASE WHEN state_1 IN ('EUR', 'NAT') OR NOT is_group(state_1) THEN state_1 END AS party_1,
        CASE WHEN state_2 IN ('EUR', 'NAT') OR NOT is_group(state_2) THEN state_2 END AS party_2
    FROM named
    LEFT JOIN given_states AS s1 ON s1.name = upper(left(code_1, 3))
    LEFT JOIN given_states AS s2 ON s2.name = upper(left(code_2, 3))
)
SELECT file, "row",
    CASE WHEN NOT is_json THEN 'is no JSON'
        WHEN id IS NULL THEN 'id is missing'
        WHEN known IS NULL THEN concat('date is no day: ', left(day, 40))
        WHEN len(actors) = 0 THEN 'actor is missing'
        WHEN sided.type IS NULL THEN 'event is missing'
        WHEN NOT list_contains($types, sided.type)
            THEN concat('event is none of PLOVER: ', left(word, 40))
        WHEN coalesce(j->>'$.event_scale', '') <> ''
            AND NOT coalesce(try_cast(j->>'$.event_scale' AS DOUBLE) BETWEEN -10 AND 10, false)
            THEN concat('event_scale is no number from -10 to 10: ', left(j->>'$.event_scale', 40))
    END AS reason,
    CASE WHEN nth = 1 THEN id ELSE concat(id, '#', nth) END AS id, NULL::UBIGINT AS deed,
    known AS available,
    CASE WHEN party_1 <> party_2
        THEN concat(least(party_1, party_2), '-', greatest(party_1, party_2)) END AS pair,
    party_1 AS source_party, party_2 AS target_party, j->>'$.speaker_party' AS speaker_party,
    sided.type, sided.mode, coalesce(j->>'$.cameo', '') AS cameo,
    coalesce(try_cast(j->>'$.event_scale' AS DOUBLE), plain.intensity, 0) AS intensity,
    try_cast(j->>'$.event_scale' AS DOUBLE) AS said_intensity, j->>'$.quad_code' AS said_quad,
    try_cast(j->>'$.coder_confidence' AS DOUBLE) AS said_confidence,
    coalesce(j->>'$.polarity', CASE WHEN list_contains(auxiliaries, 'negation') THEN 'negated'
        ELSE 'affirmed' END) AS polarity,
    coalesce(j->>'$.modality', CASE WHEN list_contains(auxiliaries, 'hypothetical')
        THEN 'conditional' WHEN list_contains(auxiliaries, 'future') THEN 'intended'
        ELSE 'done' END) AS modality,
    try_cast(j->>'$.certainty' AS DOUBLE) AS certainty, j->>'$.certainty_cue' AS certainty_cue,
    coalesce(try_cast(j->>'$.is_opinion' AS BOOLEAN), false) AS is_opinion,
    coalesce(try_cast(j->>'$.joint' AS BOOLEAN), is_together) AS joint, j->>'$.stage' AS stage,
    CASE WHEN known_time IS NULL THEN coalesce(try_cast(left(j->>'$.startdate', 10) AS TIMESTAMP),
        try_cast(left(day, 10) AS TIMESTAMP))
        ELSE try_cast(j->>'$.event_time.start' AS TIMESTAMP) END AS time_start,
    CASE WHEN known_time IS NULL THEN coalesce(try_cast(left(j->>'$.enddate', 10) AS TIMESTAMP),
        try_cast(left(day, 10) AS TIMESTAMP)) + INTERVAL 1 DAY
        ELSE try_cast(j->>'$.event_time.end' AS TIMESTAMP) END AS time_end,
    j->>'$.cite_info.publication' AS outlet,
    coalesce(j->>'$.cite_info.url', j->>'$.link') AS url, j->>'$.cite_info.title' AS title,
    coalesce(j->>'$.text', j->>'$.eventText', j->>'$.event_text') AS "text",
    entity_actor(first, state_1, code_1) AS source, entity_actor(second, state_2, code_2) AS target,
    coalesce(try_cast(j->'$.context' AS VARCHAR[]), []) AS contexts,
    list_transform(list_of(j->'$.speaker'), lambda one: struct_pack(
        state := one->>'$.actor.code', "role" := one->>'$.actor.sector',
        "name" := one->>'$.actor.entity_text', person := one->>'$.actor.identifier_text',
        office := one->>'$.actor.office', verb := one->>'$.verb',
        span_start := (one->>'$.start')::INTEGER, span_end := (one->>'$.end')::INTEGER)) AS speakers,
    list_transform(coalesce(try_cast(j->'$.quantity' AS quantity[]), []),
        lambda figure: struct_update(figure, low := coalesce(figure.low, '-inf'::DOUBLE),
            high := coalesce(figure.high, 'inf'::DOUBLE))) AS figures,
    j->>'$.story_id' AS story, j->>'$.origin_id' AS origin, j->>'$.sentence.doc' AS document,
    CASE WHEN known_time IS NOT NULL THEN j->>'$.cite_info.version' END AS revision,
    j->>'$.cite_info.language' AS language,
    try_cast(j->>'$.report_time' AS TIMESTAMP) AS published,
    try_cast(j->>'$.seen_time' AS TIMESTAMP) AS seen,
    try_cast(j->>'$.text_info.sequence' AS INTEGER) AS sentence,
    j->>'$.sentence_kind' AS sentence_kind,
    try_cast(j->>'$.sentence_start' AS INTEGER) AS sentence_start,
    try_cast(j->>'$.sentence.start' AS INTEGER) AS span_start,
    try_cast(j->>'$.sentence.end' AS INTEGER) AS span_end,
    try_cast(j->>'$.verb_start' AS INTEGER) AS verb_start,
    try_cast(j->>'$.verb_end' AS INTEGER) AS verb_end,
    coalesce(j->>'$.cite_info.coder', j->>'$.coder') AS coder,
    try_cast(j->>'$.recorded_time' AS TIMESTAMP) AS coded
FROM (SELECT *, coalesce(try_cast(j->'$.auxiliary' AS VARCHAR[]), []) AS auxiliaries FROM sided)
    AS sided
LEFT JOIN given_plain AS plain ON plain.type = sided.type
