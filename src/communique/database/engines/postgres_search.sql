-- The words of texts and statements as SQLite's tokenizer parts and stems them, each between two blanks: " peac  talk ".
-- How many they are in text and title together, and how many of them in the title.
-- A vector has them without places; without one (of more than a megabyte) the words themselves are looked through.
CREATE TABLE text_words (
    key integer PRIMARY KEY REFERENCES texts (key) ON DELETE CASCADE,
    text text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    tokens integer NOT NULL,
    titled integer NOT NULL,
    vector tsvector);
--
CREATE TABLE statement_words (
    key integer PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
    words text COLLATE "C",
    vector tsvector);
--
CREATE INDEX ix_text_words_vector ON text_words USING gin (vector);
--
CREATE INDEX ix_statement_words_vector ON statement_words USING gin (vector);
--
CREATE INDEX ix_text_words_long ON text_words (key) WHERE vector IS NULL;
--
CREATE INDEX ix_statement_words_long ON statement_words (key) WHERE vector IS NULL;
--
-- How often words stand side by side, also where they overlap each other: "a a" twice in "a a a".
CREATE FUNCTION communique_count(words text, sought text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    many bigint := 0;
    rest text := words;
    at integer := strpos(rest, sought);
BEGIN
    WHILE at > 0 LOOP
        many := many + 1;
        rest := substr(rest, at + 1);
        at := strpos(rest, sought);
    END LOOP;
    RETURN many;
END $$;
--
-- Where phrases begin that stand near each other: an array of arrays of places, or nothing. As fts5ExprNearIsMatch in
-- SQLite's fts5_expr.c: the phrases' next places are moved on until all lie within reach of the last of them.
-- Places in the title come 2^32 later than those in the text.
CREATE FUNCTION communique_places(words text, title text, phrase json) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
    WITH told AS (
        SELECT ord - 1 AS place, token FROM unnest(string_to_array(btrim(words, ' '), '  ')) WITH ORDINALITY u (token, ord)
        UNION ALL
        SELECT 4294967296 + ord - 1, token FROM unnest(string_to_array(btrim(title, ' '), '  ')) WITH ORDINALITY u (token, ord)),
    sought AS (SELECT ord - 1 AS n, token FROM json_array_elements_text(phrase) WITH ORDINALITY s (token, ord))
    SELECT array_agg(b.place ORDER BY b.place) FROM (
        SELECT t.place - s.n AS place FROM told t JOIN sought s ON s.token = t.token COLLATE "C"
        GROUP BY t.place - s.n HAVING count(*) = json_array_length(phrase)) b $$;
--
CREATE FUNCTION communique_near(words text, title text, reach bigint, phrases json) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    many integer := json_array_length(phrases);
    lists json[] := '{}';
    found bigint[];
    places bigint[];
    ends integer[] := '{}';
    begins integer[] := '{}';
    at integer[];
    terms integer[] := '{}';
    last bigint[];
    weights bigint[];
    least bigint;
    most bigint;
    fits boolean;
    next integer;
    ahead bigint;
BEGIN
    FOR i IN 1..many LOOP
        found := communique_places(words, title, phrases -> (i - 1));
        IF found IS NULL THEN
            RETURN NULL;
        END IF;
        begins := begins || coalesce(array_length(places, 1), 0) + 1;
        places := places || found;
        ends := ends || array_length(places, 1);
        terms := terms || json_array_length(phrases -> (i - 1));
        last := last || -1::bigint;
        weights := weights || 0::bigint;
    END LOOP;
    at := begins;
    LOOP
        most := places[at[1]];
        LOOP
            fits := true;
            FOR i IN 1..many LOOP
                least := most - terms[i] - reach;
                IF places[at[i]] < least OR places[at[i]] > most THEN
                    fits := false;
                    WHILE places[at[i]] < least LOOP
                        IF at[i] = ends[i] THEN
                            RETURN CASE WHEN weights[1] > 0 THEN weights END;
                        END IF;
                        at[i] := at[i] + 1;
                    END LOOP;
                    IF places[at[i]] > most THEN
                        most := places[at[i]];
                    END IF;
                END IF;
            END LOOP;
            EXIT WHEN fits;
        END LOOP;
        FOR i IN 1..many LOOP
            IF places[at[i]] <> last[i] THEN
                last[i] := places[at[i]];
                weights[i] := weights[i] + CASE WHEN last[i] >= 4294967296 THEN 2 ELSE 1 END;
            END IF;
        END LOOP;
        next := 1;
        ahead := NULL;
        FOR i IN 1..many LOOP
            IF at[i] < ends[i] AND (ahead IS NULL OR places[at[i] + 1] < ahead) THEN
                ahead := places[at[i] + 1];
                next := i;
            END IF;
        END LOOP;
        IF ahead IS NULL THEN
            RETURN weights;
        END IF;
        at[next] := at[next] + 1;
    END LOOP;
END $$;
--
-- Whether words meet an expression: ["w", " peac  talk "], ["near", 5, [["peac"], ["talk"]]], ["and", [...]],
-- ["or", [...]], ["not", this, that], ["none"].
CREATE FUNCTION communique_matches(words text, title text, asked json) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    part json;
BEGIN
    CASE asked ->> 0
    WHEN 'w' THEN
        RETURN strpos(words, asked ->> 1) > 0 OR strpos(title, asked ->> 1) > 0;
    WHEN 'near' THEN
        RETURN communique_near(words, title, (asked ->> 1)::bigint, asked -> 2) IS NOT NULL;
    WHEN 'and' THEN
        FOR part IN SELECT json_array_elements(asked -> 1) LOOP
            IF NOT communique_matches(words, title, part) THEN
                RETURN false;
            END IF;
        END LOOP;
        RETURN true;
    WHEN 'or' THEN
        FOR part IN SELECT json_array_elements(asked -> 1) LOOP
            IF communique_matches(words, title, part) THEN
                RETURN true;
            END IF;
        END LOOP;
        RETURN false;
    WHEN 'not' THEN
        RETURN communique_matches(words, title, asked -> 1) AND NOT communique_matches(words, title, asked -> 2);
    ELSE
        RETURN false;
    END CASE;
END $$;
--
-- Keys of the texts with words: those whose vector has them, looked through where more than that is asked.
CREATE FUNCTION communique_texts_with(asked text) RETURNS TABLE (rowid integer) LANGUAGE sql STABLE AS $$
    SELECT w.key FROM text_words w
    WHERE (w.vector @@ (asked::json ->> 'bag')::tsquery OR w.vector IS NULL)
      AND ((asked::json ->> 'whole' = 'yes' AND w.vector IS NOT NULL)
           OR communique_matches(w.text, w.title, asked::json -> 'exact')) $$;
--
CREATE FUNCTION communique_statements_with(asked text) RETURNS TABLE (rowid integer) LANGUAGE sql STABLE AS $$
    SELECT w.key FROM statement_words w
    WHERE w.vector @@ (asked::json ->> 'bag')::tsquery
       OR (w.vector IS NULL AND communique_matches(w.words, '', asked::json -> 'exact')) $$;
