-- How organisations stand to persons. Run by the owner after the migrations; may be run again. They speak of the one who
-- acts only; the table of adversities is not readable to those named in it, so it is read here in the owner's name.
-- plpgsql, because it keeps its plans; the policies ask these at every reading.

CREATE OR REPLACE FUNCTION security.assigned_persons() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY SELECT a.person_id FROM people_assignment a
    WHERE a.organisation_id = security.organisation() AND a.until >= (now() AT TIME ZONE 'Asia/Makassar')::date;
END $$;

-- Records that are of one person with this one: as somebody decided, or because number and name are equal and nobody
-- said otherwise.
CREATE OR REPLACE FUNCTION security._linked_to(this uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY
    SELECT s.other_id FROM people_sameness s WHERE s.person_id = this AND s.verdict = 'same' AND s.undone_at IS NULL
    UNION ALL
    SELECT s.person_id FROM people_sameness s WHERE s.other_id = this AND s.verdict = 'same' AND s.undone_at IS NULL
    UNION ALL
    SELECT CASE this WHEN g.person_id THEN g.other_id ELSE g.person_id END
    FROM people_suggestion g
    WHERE g.equal AND (g.person_id = this OR g.other_id = this) AND NOT EXISTS (
        SELECT 1 FROM people_sameness s
        WHERE s.person_id = g.person_id AND s.other_id = g.other_id AND s.undone_at IS NULL);
END $$;

-- Persons against whose case the organisation stands: those it was named against, and every record of the same people,
-- so that a list that is handed in again does not open what was closed.
CREATE OR REPLACE FUNCTION security.adverse_persons() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE against (person) AS (
        SELECT a.person_id FROM people_adversity a WHERE a.organisation_id = security.organisation()
        UNION
        SELECT linked FROM against g, security._linked_to(g.person) AS linked
    )
    SELECT g.person FROM against g;
END $$;
