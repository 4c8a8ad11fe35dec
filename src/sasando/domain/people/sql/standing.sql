-- How organisations stand to persons. Run by the owner after the migrations; may be run again. They speak of the one who
-- acts only; the table of adversities is not readable to those named in it, so it is read here in the owner's name.
-- plpgsql, because it keeps its plans; the policies ask these at every reading.

CREATE OR REPLACE FUNCTION security.assigned_persons() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY SELECT a.person_id FROM people_assignment a
    WHERE a.organisation_id = security.organisation() AND a.until >= (now() AT TIME ZONE 'Asia/Makassar')::date;
END $$;

CREATE OR REPLACE FUNCTION security.adverse_persons() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY SELECT a.person_id FROM people_adversity a WHERE a.organisation_id = security.organisation();
END $$;
