-- What everybody may ask about a company: whether it is known, under which number, and what its licence is today. Run by
-- the owner after the migrations; may be run again. Whole words of a name, or a whole number: a beginning finds nothing, so
-- that nobody reads the register letter by letter; at most ten answers; and all askers together have so many questions
-- a minute. A company of which no state is on record comes with none: not known is never no.

CREATE TABLE IF NOT EXISTS security.door_asked (minute timestamptz PRIMARY KEY, questions integer NOT NULL);

CREATE OR REPLACE FUNCTION security._words_of(name text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT ' ' || upper(regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;

DROP FUNCTION IF EXISTS security.find_company(text, text);
CREATE FUNCTION security.find_company(words text, licence_key text)
RETURNS TABLE (name text, number text, state text, since date, until date, source text, as_of date, listed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
#variable_conflict use_column
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Makassar')::date;
    wanted text := ' ' || upper(left(words, 80)) || ' ';
    asked integer;
BEGIN
    INSERT INTO security.door_asked AS d VALUES (date_trunc('minute', now()), 1)
    ON CONFLICT (minute) DO UPDATE SET questions = d.questions + 1 RETURNING questions INTO asked;
    DELETE FROM security.door_asked d WHERE d.minute < now() - interval '1 hour';
    IF asked > 600 THEN RAISE EXCEPTION 'asked too much' USING ERRCODE = 'configuration_limit_exceeded'; END IF;
    RETURN QUERY
    SELECT o.name::text, coalesce(l.number, '')::text, i.state::text, i.since, i.until, e.source::text, e.source_day, false
    FROM organisations_organisation o
    LEFT JOIN licences_licence l ON l.company_id = o.id
    LEFT JOIN licences_stateinterval i ON i.licence_id = l.id AND i.holds
         AND today BETWEEN i.since AND coalesce(i.until, 'infinity')
    LEFT JOIN licences_stateentry e ON e.id = i.entry_id
    WHERE o.kind = 'placement-company'
      AND (l.key = nullif(licence_key, '') OR length(wanted) > 4 AND position(wanted IN security._words_of(o.name)) > 0)
    UNION ALL
    SELECT r.name::text, r.number::text, nullif(r.state, '')::text, r.since, r.until, s.source::text, s.source_day, true
    FROM licences_snapshotrow r
    JOIN licences_snapshot s ON s.id = r.snapshot_id
    WHERE s.id = (SELECT last.id FROM licences_snapshot last ORDER BY last.source_day DESC, last.at DESC LIMIT 1)
      AND (r.key = nullif(licence_key, '') OR length(wanted) > 4 AND position(wanted IN security._words_of(r.name)) > 0)
      AND NOT EXISTS (SELECT FROM licences_licence known WHERE known.key = r.key)
    ORDER BY 1, 4 DESC NULLS LAST LIMIT 10;
END $$;
