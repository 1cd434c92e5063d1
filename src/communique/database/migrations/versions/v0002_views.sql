-- What a store tells in plain words, a view a kind: names instead of keys, words instead of numbers, the words of the
-- text beside their place. docs/store.md lists the columns. A fact has a row for every report that prints its text.
-- In words.tsv, 0 is "actor", 1 "recipient", 2 "content", 3 "evidence", 4 "participant" and 5 is "party"; a word that
-- is not in the table stands in the column itself, behind a "=".
-- A report and its facts are joined by the keys from first_finding to last_finding too: findings.text has no index.
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
       x.characters AS characters, x.words AS words, CASE typeof(x.text_id) WHEN 'blob' THEN lower(hex(x.text_id)) ELSE x.text_id END AS text_id,
       CASE typeof(s.text_id) WHEN 'blob' THEN lower(hex(s.text_id)) ELSE s.text_id END AS story, x.text AS text
FROM reports r
JOIN texts x ON x.key = r.text
LEFT JOIN texts s ON s.key = x.story
LEFT JOIN readings g ON g.key = x.reading;
--
CREATE VIEW all_actors AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = a.key) AS actor, w.name AS name, w.called AS called, w.entity AS entity,
       coalesce(k.word, substr(a.kind, 2)) AS kind, w.country AS country, coalesce(s.word, substr(a.sector, 2)) AS sector,
       (SELECT group_concat(q.role, '; ') FROM (
           SELECT o.title || coalesce(' of ' || (SELECT v.name FROM who v WHERE v.actor = o.of), '') AS role
           FROM roles o WHERE o.actor = a.key ORDER BY o.n) q) AS roles,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT (SELECT v.name FROM who v WHERE v.actor = m.member) AS name
           FROM members m WHERE m.actor = a.key ORDER BY m.n) q) AS members,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM actors a
JOIN findings f ON f.key = a.key
JOIN texts x ON x.key = f.text AND a.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
JOIN who w ON w.actor = a.key
LEFT JOIN words k ON k.key = a.kind
LEFT JOIN words s ON s.key = a.sector;
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
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, p.start + 1, p."end" - p.start) AS piece FROM spans p
           WHERE p.finding = s.key AND p.part = 2 ORDER BY p.n) q),
           substr(x.text, s.content_start + 1, s.content_end - s.content_start)) AS words,
       substr(x.text, s.topic_start + 1, s.topic_end - s.topic_start) AS topic, s.date AS date,
       (SELECT i.id FROM ids i WHERE i.finding = s.parent) AS parent,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
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
       coalesce(k.word, substr(p.stance, 2)) AS stance,
       (SELECT l.label FROM position_labels l WHERE l.position = p.key) AS issue, p.date AS date,
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = p.key AND e.part = 3 ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM positions p
JOIN findings f ON f.key = p.key
JOIN texts x ON x.key = f.text AND p.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = p.stance;
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
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM conditionals c
JOIN findings f ON f.key = c.key
JOIN texts x ON x.key = f.text AND c.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = c.kind;
--
CREATE VIEW all_meetings AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = m.key) AS meeting,
       (SELECT i.id FROM identities d JOIN entities o ON o.key = d.entity JOIN entity_ids i ON i.entity = coalesce(o.same_as, o.key)
        WHERE d.finding = m.key) AS entity,
       m.title AS called, coalesce(k.word, substr(m.format, 2)) AS format, coalesce(t.word, substr(m.status, 2)) AS status,
       m.start_date AS first_day, m.end_date AS last_day, m.place AS place, m.place_country AS place_country,
       (SELECT w.name FROM who w WHERE w.actor = m.body) AS body, (SELECT w.name FROM who w WHERE w.actor = m.host) AS host,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = m.key AND p.part = 4 ORDER BY p.n) q) AS participants,
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = m.key AND e.part = 3 ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM meetings m
JOIN findings f ON f.key = m.key
JOIN texts x ON x.key = f.text AND m.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = m.format
LEFT JOIN words t ON t.key = m.status;
--
CREATE VIEW all_agreements AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = a.key) AS agreement,
       (SELECT i.id FROM identities d JOIN entities o ON o.key = d.entity JOIN entity_ids i ON i.entity = coalesce(o.same_as, o.key)
        WHERE d.finding = a.key) AS entity,
       a.name AS name, coalesce(k.word, substr(a.status, 2)) AS status, a.date AS date,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = a.key AND p.part = 5 ORDER BY p.n) q) AS parties,
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = a.key AND e.part = 3 ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM agreements a
JOIN findings f ON f.key = a.key
JOIN texts x ON x.key = f.text AND a.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = a.status;
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
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = l.key AND e.part = 3 ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM relations l
JOIN findings f ON f.key = l.key
JOIN texts x ON x.key = f.text AND l.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = l.type
LEFT JOIN words p ON p.key = l.polarity;
--
CREATE VIEW all_events AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT i.id FROM ids i WHERE i.finding = v.key) AS event,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = v.key AND p.part = 0 ORDER BY p.n) q) AS actors,
       coalesce(t.word, substr(v.type, 2)) AS type, coalesce(o.word, substr(v.mode, 2)) AS mode,
       coalesce(d.word, substr(v.modality, 2)) AS modality,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT (SELECT w.name FROM who w WHERE w.actor = p.actor) AS name FROM participants p
           WHERE p.finding = v.key AND p.part = 1 ORDER BY p.n) q) AS recipients,
       (SELECT group_concat(q.context, '; ') FROM (
           SELECT coalesce(w.word, substr(c.value, 2)) AS context FROM json_each(v.contexts) c
           LEFT JOIN words w ON w.key = c.value ORDER BY c.key) q) AS contexts,
       v.cameo AS cameo, v.date AS date, v.place AS place, v.place_country AS place_country,
       substr(x.text, v.act_start + 1, v.act_end - v.act_start) AS act,
       coalesce((SELECT group_concat(q.piece, ' … ') FROM (
           SELECT substr(x.text, e.start + 1, e."end" - e.start) AS piece FROM spans e
           WHERE e.finding = v.key AND e.part = 3 ORDER BY e.n) q), substr(x.text, f.start + 1, f."end" - f.start)) AS words,
       (SELECT i.id FROM ids i WHERE i.finding = f.statement) AS told_in,
       f.confidence / 1000.0 AS confidence, f.start AS start, f."end" AS "end"
FROM events v
JOIN findings f ON f.key = v.key
JOIN texts x ON x.key = f.text AND v.key BETWEEN x.first_finding AND x.last_finding
JOIN reports r ON r.text = x.key
LEFT JOIN words t ON t.key = v.type
LEFT JOIN words o ON o.key = v.mode
LEFT JOIN words d ON d.key = v.modality;
--
CREATE VIEW all_times AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       substr(x.text, m.start + 1, m."end" - m.start) AS words, coalesce(k.word, substr(m.type, 2)) AS type, m.value AS value,
       m.confidence / 1000.0 AS confidence, m.start AS start, m."end" AS "end"
FROM times m
JOIN texts x ON x.key = m.text
JOIN reports r ON r.text = x.key
LEFT JOIN words k ON k.key = m.type;
--
CREATE VIEW all_entities AS
SELECT i.id AS entity, e.name AS name, coalesce(k.word, substr(e.kind, 2)) AS kind, e.country AS country,
       coalesce(s.word, substr(e.sector, 2)) AS sector,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT n.name AS name FROM names n WHERE n.entity = e.key ORDER BY n.times DESC, n.name) q) AS names,
       (SELECT group_concat(q.office, '; ') FROM (
           SELECT o.title || ' of ' || w.name AS office FROM offices o JOIN entities w ON w.key = o.of
           WHERE o.entity = e.key ORDER BY o.first_day, o.title) q) AS offices,
       (SELECT count(DISTINCT f.text) FROM identities d JOIN findings f ON f.key = d.finding WHERE d.entity = e.key) AS texts,
       (SELECT j.id FROM entity_ids j WHERE j.entity = e.same_as) AS merged_into
FROM entities e
JOIN entity_ids i ON i.entity = e.key
LEFT JOIN words k ON k.key = e.kind
LEFT JOIN words s ON s.key = e.sector;
--
CREATE VIEW all_unsure AS
SELECT r.id AS report, r.published || CASE r.basis WHEN 'inferred' THEN '?' ELSE '' END AS day, r.publisher AS publisher, r.title AS title,
       (SELECT w.id FROM entity_ids w WHERE w.entity = one.key) AS entity, one.name AS name,
       (SELECT w.id FROM entity_ids w WHERE w.entity = other.key) AS other_entity, other.name AS other_name,
       u.score / 1000.0 AS score,
       (SELECT group_concat(q.reason, ', ') FROM (
           SELECT coalesce(w.word, substr(a.value, 2)) || ' ' || printf('%+.2f', b.value / 1000.0) AS reason
           FROM json_each(u.reasons) a JOIN json_each(u.reasons) b ON b.key = a.key + 1
           LEFT JOIN words w ON w.key = a.value WHERE a.key % 2 = 0 ORDER BY a.key) q) AS reasons
FROM unsure u
JOIN identities d ON d.finding = u.finding
JOIN entities one ON one.key = d.entity
JOIN entities other ON other.key = u.entity
JOIN findings f ON f.key = u.finding
JOIN reports r ON r.text = f.text
WHERE coalesce(one.same_as, one.key) != coalesce(other.same_as, other.key);
--
-- From the last judgement to the first: an undo that is itself undone undoes nothing.
CREATE VIEW all_judgements AS
WITH RECURSIVE walk (number, undone) AS (
    SELECT (SELECT coalesce(max(key), 0) + 1 FROM judgements), ','
    UNION ALL
    SELECT j.key, CASE WHEN j.undoes IS NOT NULL AND instr(w.undone, ',' || j.key || ',') = 0
                  THEN w.undone || j.undoes || ',' ELSE w.undone END
    FROM walk w JOIN judgements j ON j.key = (SELECT max(b.key) FROM judgements b WHERE b.key < w.number)),
subjects (judgement, n, id) AS (
    SELECT j.key, e.key, e.value FROM judgements j, json_each(j.what, '$.entities') e
    UNION ALL SELECT key, 0, json_extract(what, '$.entity') FROM judgements WHERE json_extract(what, '$.entity') IS NOT NULL
    UNION ALL SELECT key, 1, json_extract(what, '$.new') FROM judgements WHERE json_extract(what, '$.new') IS NOT NULL),
known (id, name) AS (
    SELECT i.id, e.name FROM entity_ids i JOIN entities e ON e.key = i.entity WHERE i.id IN (SELECT s.id FROM subjects s))
SELECT j.key AS number, j.made AS made, j.by AS judged_by, j.kind AS judgement,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT coalesce(k.name, s.id) AS name FROM subjects s LEFT JOIN known k ON k.id = s.id
           WHERE s.judgement = j.key ORDER BY s.n) q) AS names,
       (SELECT group_concat(q.id, '; ') FROM (
           SELECT s.id AS id FROM subjects s WHERE s.judgement = j.key ORDER BY s.n) q) AS entities,
       (SELECT group_concat(a.value, '; ') FROM json_each(j.what, '$.actors') a) AS moved, j.undoes AS undoes, j.note AS note,
       instr((SELECT w.undone FROM walk w ORDER BY w.number LIMIT 1), ',' || j.key || ',') = 0 AS in_force
FROM judgements j;
