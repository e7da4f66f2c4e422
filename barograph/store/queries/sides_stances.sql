-- What two parties did to each other, and what two did alike to a third in one breath (one
-- sentence, one verb), each with its matters. Talks, requests, bare statements and giving way between
-- two say nothing of where they stand: foes do it too. Requests made together do. States act
-- through their offices: firms, rebels, courts and citizens do not stand for them, and trade between
-- two without an office or a public matter named is no siding. Who vetoes a text on a state shields
-- it: that the veto is told of that state makes it no deed against it.
WITH told AS (
    SELECT event.id, event.document, event.revision, event.sentence, event.verb_start,
        event.outlet, event.available, event.pair, event.source_party, event.target_party,
        event.type, event.mode, event.modality, event.intensity, event.certainty,
        event.confidence, event.is_opinion, event.joint, event.time_end, event.contexts,
        coalesce(place.story, event.id) AS story, coalesce(place.origin, event.id) AS origin,
        lower(event.sentence_text) AS words, lower(event.target.name) AS target_name
    FROM {events} AS event
    LEFT JOIN {memberships} AS place ON place.event = event.id
    WHERE event.pair IS NOT NULL AND event.polarity = 'affirmed'
        AND event.type NOT IN ('CONSULT', 'STATEMENT')
        AND coalesce(event.source.role, '') IN ('', 'GOV', 'MIL', 'SPY', 'LEG', 'IGO')
        AND coalesce(event.target.role, '') IN ('', 'GOV', 'MIL', 'SPY', 'LEG', 'IGO')
        AND (event.type NOT IN ('AGREE', 'COOPERATE') OR event.source.role <> ''
            OR event.target.role <> '' OR list_has_any(event.contexts, [
                'cbrn', 'cyber', 'diplomatic', 'executive', 'human_rights', 'human_security',
                'intelligence', 'legislative', 'military', 'peacekeeping', 'territory',
                'terrorism']))
),
named AS (
    SELECT document, revision, sentence,
        list_distinct(list(source_party) || list(target_party)) AS parties
    FROM told
    GROUP BY document, revision, sentence
),
between AS (
    SELECT * EXCLUDE (joint, verb_start, words, target_name), least(source_party, target_party) AS one,
        greatest(source_party, target_party) AS other, false AS is_together
    FROM told
    WHERE type NOT IN ('REQUEST', 'RETREAT', 'CONCEDE') AND NOT CASE
        WHEN type IN ('REJECT', 'SANCTION', 'ASSAULT') AND regexp_matches(words,
            '\bveto|\bblock\w*\s+(\S+\s+){0,3}(sanctions|resolution|statement|action)')
        THEN regexp_matches(words, concat('\b(on|over|of|in|against|sanction)\s+(the\s+)?(',
                regexp_escape(split_part(target_name, ' ', 1)), '|',
                regexp_escape(regexp_extract(target_name, '\w+$')), ')'))
            OR regexp_matches(words, concat('(', regexp_escape(split_part(target_name, ' ', 1)),
                '|', regexp_escape(regexp_extract(target_name, '\w+$')),
                ')n?\s+(sanctions|resolution|statement|veto)'))
        ELSE false END
),
together AS (
    SELECT first.id, first.document, first.revision, first.sentence, first.outlet,
        first.available, first.pair, first.source_party, first.target_party, first.type,
        first.mode, first.modality, first.intensity,
        least(first.certainty, second.certainty) AS certainty,
        least(first.confidence, second.confidence) AS confidence,
        first.is_opinion OR second.is_opinion AS is_opinion, first.time_end, first.contexts,
        first.story, first.origin, first.source_party AS one, second.source_party AS other,
        true AS is_together
    FROM told AS first
    JOIN told AS second USING (document, revision, sentence, type, verb_start, target_party)
    WHERE first.source_party < second.source_party AND NOT first.joint AND NOT second.joint
        AND NOT EXISTS (
            FROM between
            WHERE between.document = first.document AND between.revision = first.revision
                AND between.sentence = first.sentence AND between.one = first.source_party
                AND between.other = second.source_party
        )
)
SELECT stance.one, stance.other, epoch_ms(stance.available) / 3600000.0 AS hour,
    stance.id AS event, stance.is_together, (hash(stance.story) >> 1)::BIGINT AS story,
    (hash(stance.origin) >> 1)::BIGINT AS origin,
    (hash(stance.source_party, stance.target_party, stance.type, stance.mode, stance.modality,
        stance.one, stance.other) >> 1)::BIGINT AS deed,
    stance.outlet, stance.type, stance.modality, stance.intensity, stance.certainty,
    stance.confidence, stance.is_opinion, epoch_ms(stance.time_end) / 3600000.0 AS happened,
    array_to_string(stance.contexts, ',') AS contexts,
    array_to_string(list_sort(list_filter(named.parties,
        lambda party: party NOT IN (stance.one, stance.other))), ',') AS thirds
FROM (FROM between UNION ALL BY NAME FROM together) AS stance
JOIN named USING (document, revision, sentence)
ORDER BY stance.available, stance.id, stance.one, stance.other
