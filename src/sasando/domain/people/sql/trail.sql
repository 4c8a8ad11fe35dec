-- Who read and changed the record of one person. Run by the owner after the migrations; may be run again. Facts are shown
-- to those who did them; here also to whom `trail.read` allows it for this very person (tests hold the two together).

CREATE OR REPLACE FUNCTION security.trail_of_person(who uuid)
RETURNS TABLE (id bigint, at timestamptz, account uuid, organisation uuid, role text, action text, fields text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT f.id, f.at, f.account, f.organisation, f.role, f.action, f.fields::text[]
    FROM audit_fact f
    WHERE f.thing IN ('people.person', 'people.identity') AND f.thing_key = who::text
      AND who NOT IN (SELECT security.adverse_persons())
      AND (who = security.person()
           OR (security.role() IN ('head', 'protection-officer') AND EXISTS (
               SELECT 1 FROM people_person p WHERE p.id = who AND p.region_code LIKE ANY (security.regions()))))
$$;
