-- What the store's statements call, in place of what SQLite has built in.
CREATE FUNCTION communique_each(listed text) RETURNS TABLE (value bigint) LANGUAGE sql IMMUTABLE ROWS 200 AS $$
    SELECT e::bigint FROM json_array_elements_text(listed::json) e $$;
--
-- A value of a JSON text by a path of one name, "$.name", as text.
CREATE FUNCTION communique_extract(told text, path text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (told::json ->> substr(path, 3)) COLLATE "C" $$;
--
-- Rows are numbered without gaps: writers come one after the other.
CREATE FUNCTION communique_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT coalesce(max(key), 0) + 1 FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO NEW.key;
    RETURN NEW;
END $$;
--
CREATE FUNCTION communique_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %I.sums SET sum = sum + 1 WHERE of = ''content'' AND key = 0', TG_TABLE_SCHEMA);
    RETURN NULL;
END $$;
--
CREATE FUNCTION communique_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'judgements are only added to' USING ERRCODE = 'CQ001';
END $$;
--
-- An id as it is written: a letter and eight bytes, or a text behind a zero byte.
CREATE FUNCTION communique_id(id bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE WHEN get_byte(id, 0) = 0 THEN convert_from(substr(id, 2), 'UTF8')
                 ELSE chr(get_byte(id, 0)) || encode(substr(id, 2), 'hex') END) COLLATE "C" $$;
--
-- A SHA-256: a one and 32 bytes, or a text behind a zero byte.
CREATE FUNCTION communique_digest(id bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE WHEN get_byte(id, 0) = 0 THEN convert_from(substr(id, 2), 'UTF8')
                 ELSE encode(substr(id, 2), 'hex') END) COLLATE "C" $$;
--
-- The number of a word out of the list, nothing of another one.
CREATE FUNCTION communique_word(word text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN left(word, 1) <> '=' THEN word::integer END $$;
