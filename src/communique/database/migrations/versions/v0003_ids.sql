-- Ids that entities had before are names of theirs too.
CREATE VIEW all_aliases AS
SELECT CASE typeof(a.id) WHEN 'blob' THEN char(unicode(CAST(substr(a.id, 1, 1) AS TEXT))) || lower(hex(substr(a.id, 2))) ELSE a.id END AS former,
       i.id AS entity, e.name AS name
FROM aliases a
JOIN entities e ON e.key = a.entity
JOIN entity_ids i ON i.entity = a.entity;
--
-- As in 0002, but that a judgement may name an entity by an id that it had before.
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
    SELECT i.id, e.name FROM entity_ids i JOIN entities e ON e.key = i.entity WHERE i.id IN (SELECT s.id FROM subjects s)
    UNION SELECT a.former, a.name FROM all_aliases a WHERE a.former IN (SELECT s.id FROM subjects s))
SELECT j.key AS number, j.made AS made, j.by AS judged_by, j.kind AS judgement,
       (SELECT group_concat(q.name, '; ') FROM (
           SELECT coalesce(k.name, s.id) AS name FROM subjects s LEFT JOIN known k ON k.id = s.id
           WHERE s.judgement = j.key ORDER BY s.n) q) AS names,
       (SELECT group_concat(q.id, '; ') FROM (
           SELECT s.id AS id FROM subjects s WHERE s.judgement = j.key ORDER BY s.n) q) AS entities,
       (SELECT group_concat(a.value, '; ') FROM json_each(j.what, '$.actors') a) AS moved, j.undoes AS undoes, j.note AS note,
       instr((SELECT w.undone FROM walk w ORDER BY w.number LIMIT 1), ',' || j.key || ',') = 0 AS in_force
FROM judgements j;
