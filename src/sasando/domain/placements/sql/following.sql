-- What a candidate sees of their own placement without an account: by its code and the year of their birth (0 where no
-- year is known). No name, no number, no day of birth leaves. Run by the owner after the migrations; may be run again.
-- An unknown code, a wrong year and too many tries give the same: nothing. Wrong tries are counted per code for a day,
-- whether the code exists or not, and all askers together have so many questions a minute; neither says who asked.

CREATE TABLE IF NOT EXISTS security.follow_asked (minute timestamptz PRIMARY KEY, questions integer NOT NULL);
CREATE TABLE IF NOT EXISTS security.follow_tried (code text, day date, wrong integer NOT NULL, PRIMARY KEY (code, day));

DROP FUNCTION IF EXISTS security.follow_placement(text, integer);
CREATE FUNCTION security.follow_placement(asked_code text, asked_year integer)
RETURNS TABLE (scheme text, country text, state text, stage text, done text[], missing text[], waits_for text[],
               last_safe_day date, departs_on date, with_company boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
#variable_conflict use_column
DECLARE
    wanted text := upper(left(asked_code, 12));
    today date := (now() AT TIME ZONE 'Asia/Makassar')::date;
    asked integer;
    tried integer;
    found placements_placement;
BEGIN
    INSERT INTO security.follow_asked AS a VALUES (date_trunc('minute', now()), 1)
    ON CONFLICT (minute) DO UPDATE SET questions = a.questions + 1 RETURNING questions INTO asked;
    DELETE FROM security.follow_asked a WHERE a.minute < now() - interval '1 hour';
    DELETE FROM security.follow_tried t WHERE t.day < today;
    IF asked > 300 THEN RAISE EXCEPTION 'asked too much' USING ERRCODE = 'configuration_limit_exceeded'; END IF;
    INSERT INTO security.follow_tried AS t VALUES (wanted, today, 0)
    ON CONFLICT (code, day) DO UPDATE SET wrong = t.wrong RETURNING wrong INTO tried;
    SELECT p.* INTO found FROM placements_placement p WHERE p.code = wanted;
    IF found.id IS NULL OR coalesce(found.born_year, 0) IS DISTINCT FROM asked_year OR tried >= 10 THEN
        UPDATE security.follow_tried t SET wrong = t.wrong + 1 WHERE t.code = wanted AND t.day = today;
        RETURN;
    END IF;
    PERFORM security._note('placement.followed', 'placements.placement', found.id::text);
    RETURN QUERY
    SELECT found.scheme::text, found.country::text, found.state::text, found.stage::text,
           ARRAY(SELECT s.kind::text FROM placements_step s
                 WHERE s.placement_id = found.id AND s.withdraws IS NULL AND NOT EXISTS (
                     SELECT FROM placements_step w WHERE w.placement_id = found.id AND w.withdraws = s.number)
                 ORDER BY s.number),
           found.missing::text[], found.waits_for::text[], found.last_safe_day, found.departs_on,
           found.company_id IS NOT NULL;
END $$;
