-- How the same person is found again. Run by the owner after the migrations; may be run again.

CREATE SEQUENCE IF NOT EXISTS security.change_of_person;

-- Every change of what is known of somebody makes a search due, whoever changed it and by whatever way.
CREATE OR REPLACE FUNCTION security.make_search_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF TG_TABLE_NAME = 'people_person' THEN
        INSERT INTO people_searchdue (person_id, change, due)
        SELECT c.id, nextval('security.change_of_person'), true FROM changed c
        ON CONFLICT (person_id) DO UPDATE SET change = excluded.change, due = true;
    ELSE
        INSERT INTO people_searchdue (person_id, change, due)
        SELECT c.person_id, nextval('security.change_of_person'), true
        FROM (SELECT DISTINCT person_id FROM changed) c
        ON CONFLICT (person_id) DO UPDATE SET change = excluded.change, due = true;
    END IF;
    RETURN NULL;
END $$;

DO $$ DECLARE tbl text; BEGIN
    FOREACH tbl IN ARRAY ARRAY['people_person', 'people_identity', 'people_value', 'people_identifier'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER search_due_when_added AFTER INSERT ON %I REFERENCING NEW TABLE AS '
                       'changed FOR EACH STATEMENT EXECUTE FUNCTION security.make_search_due()', tbl);
        EXECUTE format('CREATE OR REPLACE TRIGGER search_due_when_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS '
                       'changed FOR EACH STATEMENT EXECUTE FUNCTION security.make_search_due()', tbl);
    END LOOP;
END $$;

-- Keys are written by whoever saves a record, who may not even read those of others: the one narrow way. Only for
-- records of the organisation that acts, against which nobody named it; and for the search, which sees them all.
CREATE OR REPLACE FUNCTION security.put_keys(persons uuid[], of_persons uuid[], keys text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    mine uuid[];
BEGIN
    SELECT coalesce(array_agg(p.id), '{}') INTO mine FROM people_person p
    WHERE p.id = ANY(persons)
      AND (security.role() = 'matching'
           OR p.organisation_id = security.organisation() AND p.id NOT IN (SELECT security.adverse_persons()));
    DELETE FROM people_matchkey k WHERE k.person_id = ANY(mine);
    INSERT INTO people_matchkey (person_id, key)
    SELECT DISTINCT given.person, given.key FROM unnest(of_persons, keys) AS given (person, key)
    WHERE given.person = ANY(mine);
END $$;

-- All records of one person, from the decisions that stand. In the name of the one who asks: row security shows them the
-- decisions on records that they reach, and no others.
CREATE OR REPLACE FUNCTION security.records_of(this uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_catalog AS $$
    WITH RECURSIVE found (person) AS (
        SELECT this
        UNION
        SELECT CASE s.person_id WHEN f.person THEN s.other_id ELSE s.person_id END
        FROM found f JOIN people_sameness s ON f.person IN (s.person_id, s.other_id)
        WHERE s.verdict = 'same' AND s.undone_at IS NULL
    )
    SELECT person FROM found
$$;

-- Whether the actor stands to a person so that the table of rights allows the action.
CREATE OR REPLACE FUNCTION security._reaches_person(p people_person, action text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN p.id NOT IN (SELECT security.adverse_persons()) AND (
        security.allowed(action, 'none')
        OR security.allowed(action, 'own') AND p.organisation_id = security.organisation()
        OR security.allowed(action, 'covers') AND p.region_code LIKE ANY (security.regions())
        OR security.allowed(action, 'assigned') AND p.id IN (SELECT security.assigned_persons()));
END $$;

-- Which offices to ask about somebody whom others know: those that watch over a record of the same person, or of one who
-- is very likely the same, that the actor does not reach. Names of offices and nothing else, and only about records of
-- which `match.known` lets the actor be told.
CREATE OR REPLACE FUNCTION security.known_at(this uuid) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = this AND security._reaches_person(p, 'match.known')) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH pairs AS (
        SELECT g.person_id, g.other_id FROM people_suggestion g WHERE g.says = 'same' AND this IN (g.person_id, g.other_id)
        UNION
        SELECT s.person_id, s.other_id FROM people_sameness s
        WHERE s.verdict = 'same' AND s.undone_at IS NULL AND this IN (s.person_id, s.other_id)
        EXCEPT
        SELECT s.person_id, s.other_id FROM people_sameness s
        WHERE s.verdict = 'different' AND s.undone_at IS NULL AND this IN (s.person_id, s.other_id)
    )
    SELECT DISTINCT office.name::text
    FROM pairs JOIN people_person q ON q.id = CASE this WHEN pairs.person_id THEN pairs.other_id ELSE pairs.person_id END
    CROSS JOIN LATERAL (
        SELECT o.name FROM organisations_organisation o, unnest(o.covers) AS code
        WHERE o.active AND o.kind IN ('service-office', 'post')
          AND (q.region_code = code OR q.region_code LIKE code || '.%')
        ORDER BY o.kind DESC, length(code) DESC, o.name LIMIT 1
    ) AS office
    WHERE NOT security._reaches_person(q, 'person.read') AND q.id NOT IN (SELECT security.adverse_persons());
END $$;
