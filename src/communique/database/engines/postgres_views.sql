-- The views of a store's file (migrations/versions/v0001_search.sql, v0002_views.sql, v0003_ids.sql) in PostgreSQL's words.
-- In words.tsv, 0 is "actor", 1 "recipient", 2 "content", 3 "evidence", 4 "participant" and 5 is "party".
-- Two characters for a mention, or four after a "!", which stand for numbers (column_types.py).
CREATE FUNCTION communique_mentions(packed text) RETURNS TABLE (n integer, start integer, "end" integer, form text)
LANGUAGE sql IMMUTABLE AS $$
    WITH c AS (
        SELECT ord - 1 AS i, ascii(character) - 34 - CASE WHEN ascii(character) > 57343 THEN 2048 ELSE 0 END AS value
        FROM unnest(string_to_array(CASE left(packed, 1) WHEN '!' THEN substr(packed, 2) ELSE packed END, NULL))
             WITH ORDINALITY u (character, ord)),
    numbers AS (
        SELECT i, value FROM c WHERE left(packed, 1) <> '!'
        UNION ALL
        SELECT high.i / 2, 1000000 * high.value + low.value FROM c high JOIN c low ON low.i = high.i + 1
        WHERE left(packed, 1) = '!' AND high.i % 2 = 0)
    SELECT (a.i / 2)::integer, a.value, a.value + b.value / 4,
           CASE b.value % 4 WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' WHEN 2 THEN 'pronoun' ELSE 'metonym' END
    FROM numbers a JOIN numbers b ON b.i = a.i + 1 WHERE a.i % 2 = 0 $$;
--
CREATE VIEW text_search AS
SELECT t.key AS key, t.text AS text, (SELECT r.title FROM reports r WHERE r.text = t.key ORDER BY r.key LIMIT 1) AS title
FROM texts t;
--
CREATE VIEW statement_search AS
SELECT s.key AS key, coalesce((
    SELECT string_agg(words, chr(10)) FROM (
        SELECT substr(t.text, p.start + 1, p."end" - p.start) AS words
        FROM spans p JOIN findings f ON f.key = p.finding JOIN texts t ON t.key = f.text
        WHERE p.finding = s.key AND p.part = '00002' ORDER BY p.n) q),
    (SELECT substr(t.text, s.content_start + 1, s.content_end - s.content_start)
     FROM findings f JOIN texts t ON t.key = f.text WHERE f.key = s.key), '') AS words
FROM statements s;
--
CREATE VIEW actor_names AS
SELECT a.key AS actor, coalesce(a.name, (
    SELECT substr(t.text, f.start + 1, f."end" - f.start) FROM findings f JOIN texts t ON t.key = f.text
    WHERE f.key = a.key)) AS name
FROM actors a;
--
CREATE VIEW position_labels AS
SELECT p.key AS position, coalesce(p.label, (
    SELECT substr(t.text, p.issue_start + 1, p.issue_end - p.issue_start) FROM findings f JOIN texts t ON t.key = f.text
    WHERE f.key = p.key)) AS label
FROM positions p;
--
CREATE VIEW evidence AS
SELECT finding, start, "end" FROM spans WHERE part = '00003'
UNION
SELECT w.finding, w.start, w."end" FROM (
    SELECT key AS finding, source_start AS start, source_end AS "end" FROM statements UNION ALL
    SELECT key, cue_start, cue_end FROM statements UNION ALL
    SELECT key, content_start, content_end FROM statements s
    WHERE NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = s.key AND p.part = '00002') UNION ALL
    SELECT finding, start, "end" FROM spans WHERE part = '00002') w
WHERE w.start IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = w.finding AND p.part = '00003')
  AND (SELECT f.start FROM findings f WHERE f.key = w.finding) IS NOT NULL
UNION
SELECT f.key, f.start, f."end" FROM findings f
WHERE f.start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = f.key AND p.part = '00003')
  AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.key = f.key);
--
CREATE VIEW mentions AS
SELECT a.key AS actor, m.n AS n, m.start AS start, m."end" AS "end", m.form AS form
FROM actors a CROSS JOIN LATERAL communique_mentions(a.mentions) m;
--
CREATE VIEW ids AS
SELECT f.key AS finding, communique_id(f.id) AS id
FROM findings f;
--
CREATE VIEW entity_ids AS
SELECT e.key AS entity, communique_id(e.id) AS id
FROM entities e;
--
CREATE VIEW who AS
SELECT c.actor AS actor, c.name AS called, coalesce(e.name, c.name) AS name,
       coalesce(e.country, m.country, a.country) AS country, (SELECT i.id FROM entity_ids i WHERE i.entity = e.key) AS entity
FROM actor_names c
JOIN actors a ON a.key = c.actor
LEFT JOIN identities d ON d.finding = c.actor
LEFT JOIN entities m ON m.key = d.entity
LEFT JOIN entities e ON e.key = coalesce(m.same_as, m.key);
--
CREATE VIEW all_reports AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       r.first_day AS first_day, r.last_day AS last_day, r.basis AS dated_by, r.dating_confidence AS dating_confidence,
       r.genre AS genre, r.language AS language, r.source AS source, r.url AS url, r.added AS added, g.version AS read_by,
       x.characters AS characters, x.words AS words, communique_digest(x.text_id) AS text_id,
       communique_digest(s.text_id) AS story, x.text AS text
FROM reports r
JOIN texts x ON x.key = r.text
LEFT JOIN texts s ON s.key = x.story
LEFT JOIN readings g ON g.key = x.reading;
--
CREATE VIEW all_actors AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = a.key) AS actor, w.name AS name, w.called AS called, w.entity AS entity,
       coalesce(k.word, substr(a.kind, 2)) AS kind, w.country AS country, coalesce(s.word, substr(a.sector, 2)) AS sector,
       (SELECT string_agg(q.role, '; ') FROM (
           SELECT o.title || coalesce(' of ' || (SELECT v.name FROM who v WHERE v.actor = o.of), '') AS role
           FROM roles o WHERE o.actor = a.key ORDER BY o.n) q) AS roles,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT (SELECT v.name FROM who v WHERE v.actor = m.member) AS name
           FROM members m WHERE m.actor = a.key ORDER BY m.n) q) AS members,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM actors a
JOIN findings f ON f.key = a.key
JOIN texts x ON x.key = f.text AND a.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
JOIN who w ON w.actor = a.key
LEFT JOIN words k ON k.key = communique_word(a.kind)
LEFT JOIN words s ON s.key = communique_word(a.sector);
--
CREATE VIEW all_mentions AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = m.actor) AS actor, w.name AS name, w.entity AS entity, m.form AS form,
       substr(x.text, m.start + 1, m."end" - m.start) AS words, m.start AS start, m."end" AS "end"
FROM mentions m
JOIN findings f ON f.key = m.actor
JOIN texts x ON x.key = f.text AND m.actor BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
JOIN who w ON w.actor = m.actor;
--
CREATE VIEW all_statements AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = s.key) AS statement,
       (SELECT w.name FROM who w WHERE w.actor = s.speaker) AS speaker,
       (SELECT w.country FROM who w WHERE w.actor = s.speaker) AS speaker_country,
       (SELECT w.entity FROM who w WHERE w.actor = s.speaker) AS speaker_entity,
       (SELECT w.name FROM who w WHERE w.actor = s.speaks_for) AS speaks_for,
       (SELECT w.name FROM who w WHERE w.actor = s.addressee) AS addressee,
       (SELECT w.name FROM who w WHERE w.actor = s.via) AS via,
       h.act AS act, h.mode AS mode, h.attitude AS attitude, h.polarity AS polarity, h.factuality AS factuality,
       substr(x.text, s.source_start + 1, s.source_end - s.source_start) AS source,
       substr(x.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, p.start + 1, p."end" - p.start) AS piece FROM spans p
           WHERE p.finding = s.key AND p.part = '00002' ORDER BY p.n) q),
           substr(x.text, s.content_start + 1, s.content_end - s.content_start)) AS words,
       substr(x.text, s.topic_start + 1, s.topic_end - s.topic_start) AS topic, s.date AS date,
       (SELECT i.id FROM ids i WHERE i.finding = s.parent) AS parent,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM statements s
JOIN findings f ON f.key = s.key
JOIN texts x ON x.key = f.text AND s.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
JOIN manners h ON h.key = s.manner;
--
CREATE VIEW all_positions AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = p.key) AS position,
       (SELECT w.name FROM who w WHERE w.actor = p.actor) AS actor,
       (SELECT w.country FROM who w WHERE w.actor = p.actor) AS actor_country,
       (SELECT w.entity FROM who w WHERE w.actor = p.actor) AS actor_entity,
       (SELECT w.name FROM who w WHERE w.actor = p.speaks_for) AS speaks_for,
       coalesce(k.word, substr(p.stance, 2)) AS stance,
       (SELECT l.label FROM position_labels l WHERE l.position = p.key) AS issue, p.date AS date,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = p.key AND e.part = '00003' ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM positions p
JOIN findings f ON f.key = p.key
JOIN texts x ON x.key = f.text AND p.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(p.stance);
--
CREATE VIEW all_conditionals AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = c.key) AS conditional,
       (SELECT w.name FROM who w WHERE w.actor = c.speaker) AS speaker,
       (SELECT w.country FROM who w WHERE w.actor = c.speaker) AS speaker_country,
       (SELECT w.entity FROM who w WHERE w.actor = c.speaker) AS speaker_entity,
       coalesce(k.word, substr(c.kind, 2)) AS kind,
       substr(x.text, c.condition_start + 1, c.condition_end - c.condition_start) AS condition,
       substr(x.text, c.consequence_start + 1, c.consequence_end - c.consequence_start) AS consequence,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM conditionals c
JOIN findings f ON f.key = c.key
JOIN texts x ON x.key = f.text AND c.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(c.kind);
--
CREATE VIEW all_meetings AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = m.key) AS meeting,
       (SELECT i.id FROM identities d JOIN entities o ON o.key = d.entity JOIN entity_ids i ON i.entity = coalesce(o.same_as, o.key)
        WHERE d.finding = m.key) AS entity,
       m.title AS called, coalesce(k.word, substr(m.format, 2)) AS format, coalesce(t.word, substr(m.status, 2)) AS status,
       m.start_date AS first_day, m.end_date AS last_day, m.place AS place, m.place_country AS place_country,
       (SELECT w.name FROM who w WHERE w.actor = m.body) AS body, (SELECT w.name FROM who w WHERE w.actor = m.host) AS host,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = m.key AND p.part = '00004' ORDER BY p.n) q) AS participants,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = m.key AND e.part = '00003' ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM meetings m
JOIN findings f ON f.key = m.key
JOIN texts x ON x.key = f.text AND m.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(m.format)
LEFT JOIN words t ON t.key = communique_word(m.status);
--
CREATE VIEW all_agreements AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = a.key) AS agreement,
       (SELECT i.id FROM identities d JOIN entities o ON o.key = d.entity JOIN entity_ids i ON i.entity = coalesce(o.same_as, o.key)
        WHERE d.finding = a.key) AS entity,
       a.name AS name, coalesce(k.word, substr(a.status, 2)) AS status, a.date AS date,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = a.key AND p.part = '00005' ORDER BY p.n) q) AS parties,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = a.key AND e.part = '00003' ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM agreements a
JOIN findings f ON f.key = a.key
JOIN texts x ON x.key = f.text AND a.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(a.status);
--
CREATE VIEW all_relations AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = l.key) AS relation,
       (SELECT w.name FROM who w WHERE w.actor = l.source) AS source,
       (SELECT w.entity FROM who w WHERE w.actor = l.source) AS source_entity,
       coalesce(k.word, substr(l.type, 2)) AS type, coalesce(p.word, substr(l.polarity, 2)) AS polarity,
       (SELECT w.name FROM who w WHERE w.actor = l.target) AS target,
       (SELECT w.entity FROM who w WHERE w.actor = l.target) AS target_entity,
       substr(x.text, l.topic_start + 1, l.topic_end - l.topic_start) AS topic, l.since AS since, l.until AS until,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = l.key AND e.part = '00003' ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM relations l
JOIN findings f ON f.key = l.key
JOIN texts x ON x.key = f.text AND l.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(l.type)
LEFT JOIN words p ON p.key = communique_word(l.polarity);
--
CREATE VIEW all_events AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = v.key) AS event,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = v.key AND p.part = '00000' ORDER BY p.n) q) AS actors,
       coalesce(t.word, substr(v.type, 2)) AS type, coalesce(o.word, substr(v.mode, 2)) AS mode,
       coalesce(d.word, substr(v.modality, 2)) AS modality,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = v.key AND p.part = '00001' ORDER BY p.n) q) AS recipients,
       (SELECT string_agg(q.context, '; ') FROM (
           SELECT coalesce(w.word, substr(c.value, 2)) AS context FROM json_array_elements_text(v.contexts::json) WITH ORDINALITY c (value, key)
           LEFT JOIN words w ON w.key = communique_word(c.value) ORDER BY c.key) q) AS contexts,
       v.cameo AS cameo, v.date AS date, v.place AS place, v.place_country AS place_country,
       substr(x.text, v.act_start + 1, v.act_end - v.act_start) AS act,
       coalesce((SELECT string_agg(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = v.key AND e.part = '00003' ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000::float8 AS confidence, f.start AS start, f."end" AS "end"
FROM events v
JOIN findings f ON f.key = v.key
JOIN texts x ON x.key = f.text AND v.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words t ON t.key = communique_word(v.type)
LEFT JOIN words o ON o.key = communique_word(v.mode)
LEFT JOIN words d ON d.key = communique_word(v.modality);
--
CREATE VIEW all_times AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       substr(x.text, m.start + 1, m."end" - m.start) AS words, coalesce(k.word, substr(m.type, 2)) AS type, m.value AS value,
       m.confidence / 1000::float8 AS confidence, m.start AS start, m."end" AS "end"
FROM times m
JOIN texts x ON x.key = m.text
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = communique_word(m.type);
--
CREATE VIEW all_entities AS
SELECT i.id AS entity, e.name AS name, coalesce(k.word, substr(e.kind, 2)) AS kind, e.country AS country,
       coalesce(s.word, substr(e.sector, 2)) AS sector,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT n.name AS name FROM names n WHERE n.entity = e.key ORDER BY n.times DESC, n.name) q) AS names,
       (SELECT string_agg(q.office, '; ') FROM (
           SELECT o.title || ' of ' || w.name AS office FROM offices o JOIN entities w ON w.key = o.of
           WHERE o.entity = e.key ORDER BY o.first_day NULLS FIRST, o.title) q) AS offices,
       (SELECT count(DISTINCT f.text) FROM identities d JOIN findings f ON f.key = d.finding WHERE d.entity = e.key) AS texts,
       (SELECT j.id FROM entity_ids j WHERE j.entity = e.same_as) AS merged_into
FROM entities e
JOIN entity_ids i ON i.entity = e.key
LEFT JOIN words k ON k.key = communique_word(e.kind)
LEFT JOIN words s ON s.key = communique_word(e.sector);
--
CREATE VIEW all_aliases AS
SELECT communique_id(a.id) AS former,
       i.id AS entity, e.name AS name
FROM aliases a
JOIN entities e ON e.key = a.entity
JOIN entity_ids i ON i.entity = a.entity;
--
CREATE VIEW all_unsure AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT w.id FROM entity_ids w WHERE w.entity = one.key) AS entity, one.name AS name,
       (SELECT w.id FROM entity_ids w WHERE w.entity = other.key) AS other_entity, other.name AS other_name,
       u.score / 1000::float8 AS score,
       (SELECT string_agg(q.reason, ', ') FROM (
           SELECT coalesce(w.word, substr(a.value, 2)) || ' ' || CASE WHEN b.value::bigint < 0 THEN '-' ELSE '+' END
                  || to_char(abs(b.value::bigint) / 1000.0, 'FM999999990.00') AS reason
           FROM json_array_elements_text(u.reasons::json) WITH ORDINALITY a (value, key)
           JOIN json_array_elements_text(u.reasons::json) WITH ORDINALITY b (value, key) ON b.key = a.key + 1
           LEFT JOIN words w ON w.key = communique_word(a.value) WHERE a.key % 2 = 1 ORDER BY a.key) q) AS reasons
FROM unsure u
JOIN identities d ON d.finding = u.finding
JOIN entities one ON one.key = d.entity
JOIN entities other ON other.key = u.entity
JOIN findings f ON f.key = u.finding
JOIN reports r ON r.text = f.text
WHERE coalesce(one.same_as, one.key) != coalesce(other.same_as, other.key);
--
CREATE VIEW all_judgements AS
WITH RECURSIVE walk (number, undone) AS (
    SELECT (SELECT coalesce(max(key), 0) + 1 FROM judgements), ','
    UNION ALL
    SELECT j.key, CASE WHEN j.undoes IS NOT NULL AND strpos(w.undone, ',' || j.key || ',') = 0
                  THEN w.undone || j.undoes || ',' ELSE w.undone END
    FROM walk w JOIN judgements j ON j.key = (SELECT max(b.key) FROM judgements b WHERE b.key < w.number)),
subjects (judgement, n, id) AS (
    SELECT j.key, e.key, e.value FROM judgements j, json_array_elements_text(j.what::json -> 'entities') WITH ORDINALITY e (value, key)
    UNION ALL SELECT key, 0, (what::json ->> 'entity') FROM judgements WHERE (what::json ->> 'entity') IS NOT NULL
    UNION ALL SELECT key, 1, (what::json ->> 'new') FROM judgements WHERE (what::json ->> 'new') IS NOT NULL),
known (id, name) AS (
    SELECT i.id, e.name FROM entity_ids i JOIN entities e ON e.key = i.entity WHERE i.id IN (SELECT s.id FROM subjects s)
    UNION SELECT a.former, a.name FROM all_aliases a WHERE a.former IN (SELECT s.id FROM subjects s))
SELECT j.key AS number, j.made AS made, j.by AS judged_by, j.kind AS judgement,
       (SELECT string_agg(q.name, '; ') FROM (
           SELECT coalesce(k.name, s.id) AS name FROM subjects s LEFT JOIN known k ON k.id = s.id
           WHERE s.judgement = j.key ORDER BY s.n) q) AS names,
       (SELECT string_agg(q.id, '; ') FROM (
           SELECT s.id AS id FROM subjects s WHERE s.judgement = j.key ORDER BY s.n) q) AS entities,
       (SELECT string_agg(a.value, '; ') FROM json_array_elements_text(j.what::json -> 'actors') a (value)) AS moved, j.undoes AS undoes, j.note AS note,
       CASE strpos((SELECT w.undone FROM walk w ORDER BY w.number LIMIT 1), ',' || j.key || ',') WHEN 0 THEN 1 ELSE 0 END AS in_force
FROM judgements j;
--
CREATE VIEW said AS
SELECT (SELECT i.id FROM ids i WHERE i.finding = f.key) AS statement, r.published AS published, e.name AS speaker, w.act AS act, w.mode AS mode, q.words AS words,
       a.name AS named, r.title AS title, r.publisher AS publisher, r.id AS report, f.start AS start, f."end" AS "end"
FROM statements s
JOIN findings f ON f.key = s.key
JOIN reports r ON r.text = f.text
JOIN manners w ON w.key = s.manner
JOIN statement_search q ON q.key = s.key
LEFT JOIN actor_names a ON a.actor = s.speaker
LEFT JOIN identities i ON i.finding = s.speaker
LEFT JOIN entities m ON m.key = i.entity
LEFT JOIN entities e ON e.key = coalesce(m.same_as, m.key);
--
CREATE VIEW named AS
SELECT (SELECT i.id FROM ids i WHERE i.finding = a.key) AS actor, (SELECT c.name FROM actor_names c WHERE c.actor = a.key) AS name, k.word AS kind, a.country AS country, s.word AS sector,
       e.name AS entity, r.published AS published, r.title AS title, r.id AS report, f.start AS start, f."end" AS "end"
FROM actors a
JOIN findings f ON f.key = a.key
JOIN reports r ON r.text = f.text
JOIN words k ON k.key = communique_word(a.kind)
LEFT JOIN words s ON s.key = communique_word(a.sector)
LEFT JOIN identities i ON i.finding = a.key
LEFT JOIN entities m ON m.key = i.entity
LEFT JOIN entities e ON e.key = coalesce(m.same_as, m.key);
--
CREATE VIEW happened AS
SELECT (SELECT i.id FROM ids i WHERE i.finding = v.key) AS event, v.date AS date, t.word AS type, o.word AS mode, d.word AS modality, v.place AS place,
       (SELECT string_agg(a.name, '; ' ORDER BY p.n) FROM participants p JOIN actor_names a ON a.actor = p.actor WHERE p.finding = v.key AND p.part = '00000') AS actors,
       (SELECT string_agg(a.name, '; ' ORDER BY p.n) FROM participants p JOIN actor_names a ON a.actor = p.actor WHERE p.finding = v.key AND p.part = '00001') AS recipients,
       r.published AS published, r.title AS title, r.id AS report, f.start AS start, f."end" AS "end"
FROM events v
JOIN findings f ON f.key = v.key
JOIN reports r ON r.text = f.text
JOIN words t ON t.key = communique_word(v.type)
LEFT JOIN words o ON o.key = communique_word(v.mode)
LEFT JOIN words d ON d.key = communique_word(v.modality);
