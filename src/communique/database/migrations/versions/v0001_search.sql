-- What only SQLite has: full-text search over the texts and over what was said, and a view for people.
-- In words.tsv, 0 is "actor", 1 "recipient", 2 "content" and 3 is "evidence".
-- The words are indexed without a second copy of them: the views hand FTS5 the text when it asks.
CREATE VIEW text_search AS
SELECT t.key AS key, t.text AS text, (SELECT r.title FROM reports r WHERE r.text = t.key ORDER BY r.key LIMIT 1) AS title
FROM texts t;
--
CREATE VIEW statement_search AS
SELECT s.key AS key, coalesce((
    SELECT group_concat(words, char(10)) FROM (
        SELECT substr(t.text, p.start + 1, p."end" - p.start) AS words
        FROM spans p JOIN findings f ON f.key = p.finding JOIN texts t ON t.key = f.text
        WHERE p.finding = s.key AND p.part = 2 ORDER BY p.n)),
    (SELECT substr(t.text, s.content_start + 1, s.content_end - s.content_start)
     FROM findings f JOIN texts t ON t.key = f.text WHERE f.key = s.key), '') AS words
FROM statements s;
--
-- The text comes first: FTS5 writes two bytes more for every word of a further column.
CREATE VIRTUAL TABLE text_words USING fts5(
    text, title, content='text_search', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');
--
-- Which words a statement has, not where: half the room. query/said_words.py looks at the order where it is asked for.
CREATE VIRTUAL TABLE statement_words USING fts5(
    words, content='statement_search', content_rowid='key', columnsize=0, detail=none, tokenize='porter unicode61 remove_diacritics 2');
--
INSERT INTO text_words (text_words, rank) VALUES ('pgsz', 8000);
--
INSERT INTO statement_words (statement_words, rank) VALUES ('pgsz', 8000);
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
CREATE VIEW evidence AS
SELECT finding, start, "end" FROM spans WHERE part = 3
UNION
SELECT w.finding, w.start, w."end" FROM (
    SELECT key AS finding, source_start AS start, source_end AS "end" FROM statements UNION ALL
    SELECT key, cue_start, cue_end FROM statements UNION ALL
    SELECT key, content_start, content_end FROM statements s
    WHERE NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = s.key AND p.part = 2) UNION ALL
    SELECT finding, start, "end" FROM spans WHERE part = 2) w
WHERE w.start IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = w.finding AND p.part = 3)
  AND (SELECT f.start FROM findings f WHERE f.key = w.finding) IS NOT NULL
UNION
SELECT f.key, f.start, f."end" FROM findings f
WHERE f.start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM spans p WHERE p.finding = f.key AND p.part = 3)
  AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.key = f.key);
--
CREATE VIEW named AS
SELECT (SELECT i.id FROM ids i WHERE i.finding = a.key) AS actor, (SELECT c.name FROM actor_names c WHERE c.actor = a.key) AS name, k.word AS kind, a.country AS country, s.word AS sector,
       e.name AS entity, r.published AS published, r.title AS title, r.id AS report, f.start AS start, f."end" AS "end"
FROM actors a
JOIN findings f ON f.key = a.key
JOIN reports r ON r.text = f.text
JOIN words k ON k.key = a.kind
LEFT JOIN words s ON s.key = a.sector
LEFT JOIN identities i ON i.finding = a.key
LEFT JOIN entities m ON m.key = i.entity
LEFT JOIN entities e ON e.key = coalesce(m.same_as, m.key);
--
CREATE VIEW happened AS
SELECT (SELECT i.id FROM ids i WHERE i.finding = v.key) AS event, v.date AS date, t.word AS type, o.word AS mode, d.word AS modality, v.place AS place,
       (SELECT group_concat(a.name, '; ') FROM participants p JOIN actor_names a ON a.actor = p.actor WHERE p.finding = v.key AND p.part = 0) AS actors,
       (SELECT group_concat(a.name, '; ') FROM participants p JOIN actor_names a ON a.actor = p.actor WHERE p.finding = v.key AND p.part = 1) AS recipients,
       r.published AS published, r.title AS title, r.id AS report, f.start AS start, f."end" AS "end"
FROM events v
JOIN findings f ON f.key = v.key
JOIN reports r ON r.text = f.text
JOIN words t ON t.key = v.type
LEFT JOIN words o ON o.key = v.mode
LEFT JOIN words d ON d.key = v.modality;
--
-- Two characters for a mention, or four after a "!", which stand for numbers (small.py): json_each counts the mentions,
-- unicode() says which characters they are.
CREATE VIEW mentions AS
SELECT actor, n, a AS start, a + b / 4 AS "end",
       CASE b % 4 WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' WHEN 2 THEN 'pronoun' ELSE 'metonym' END AS form
FROM (SELECT actor, n, 1000000 * (a1 - 34 - 2048 * (a1 > 57343)) + (a0 - 34 - 2048 * (a0 > 57343)) AS a,
             1000000 * (b1 - 34 - 2048 * (b1 > 57343)) + (b0 - 34 - 2048 * (b0 > 57343)) AS b
      FROM (SELECT w.actor, m.key AS n, CASE w.wide WHEN 1 THEN unicode(substr(w.m, 4 * m.key + 2, 1)) ELSE 34 END AS a1,
                   unicode(substr(w.m, CASE w.wide WHEN 1 THEN 4 * m.key + 3 ELSE 2 * m.key + 1 END, 1)) AS a0,
                   CASE w.wide WHEN 1 THEN unicode(substr(w.m, 4 * m.key + 4, 1)) ELSE 34 END AS b1,
                   unicode(substr(w.m, CASE w.wide WHEN 1 THEN 4 * m.key + 5 ELSE 2 * m.key + 2 END, 1)) AS b0
            FROM (SELECT key AS actor, mentions AS m, substr(mentions, 1, 1) = '!' AS wide FROM actors WHERE mentions IS NOT NULL) w,
                 json_each('[0' || replace(hex(zeroblob(length(w.m) / (2 + 2 * w.wide) - 1)), '00', ',0') || ']') m));
--
CREATE VIEW ids AS
SELECT f.key AS finding, CASE typeof(f.id) WHEN 'blob'
       THEN char(unicode(CAST(substr(f.id, 1, 1) AS TEXT))) || lower(hex(substr(f.id, 2))) ELSE f.id END AS id
FROM findings f;
--
CREATE VIEW entity_ids AS
SELECT e.key AS entity, CASE typeof(e.id) WHEN 'blob'
       THEN char(unicode(CAST(substr(e.id, 1, 1) AS TEXT))) || lower(hex(substr(e.id, 2))) ELSE e.id END AS id
FROM entities e;
