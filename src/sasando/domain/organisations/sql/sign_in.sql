-- All that signing in may know before anybody is signed in. Run by the owner after the migrations; may be run again.

CREATE OR REPLACE FUNCTION security.account_of(name text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT a.id FROM organisations_account a WHERE a.login = lower($1) AND a.is_active  -- "name" would be the column
$$;

-- The roles in which an account may act today. None without an agreement in force; BP3MI needs none with itself.
-- plpgsql, because it keeps its plan; this is asked at every request.
DROP FUNCTION IF EXISTS security.actors_of(uuid);  -- its columns may have changed
CREATE FUNCTION security.actors_of(who uuid)
RETURNS TABLE (organisation uuid, organisation_name text, role text, regions text[], name text, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT o.id, o.name::text, r.role::text, o.covers::text[], a.name::text, a.person
    FROM organisations_account a
    JOIN organisations_organisation o ON o.id = a.organisation_id AND o.active
    JOIN organisations_roleassignment r ON r.account_id = a.id
    WHERE a.id = who AND a.is_active
      AND (now() AT TIME ZONE 'Asia/Makassar')::date BETWEEN r.since AND coalesce(r.until, 'infinity'::date)
      AND (o.kind IN ('service-office', 'post') OR EXISTS (
          SELECT 1 FROM organisations_agreement g WHERE g.organisation_id = o.id
          AND (now() AT TIME ZONE 'Asia/Makassar')::date BETWEEN g.since AND g.until))
    ORDER BY r.since, r.id;
END $$;

CREATE OR REPLACE FUNCTION security.invitation_of(hash text)
RETURNS TABLE (id uuid, organisation uuid, organisation_name text, role text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT i.id, o.id, o.name, i.role, i.name
    FROM organisations_invitation i JOIN organisations_organisation o ON o.id = i.organisation_id AND o.active
    WHERE i.secret_hash = hash AND i.used_at IS NULL AND i.expires_at > now()
$$;

-- Uses an invitation: one account, once. NULL when it is not valid (any more); two at one time wait for each other.
CREATE OR REPLACE FUNCTION security.accept_invitation(hash text, login text, name text, password text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    invited organisations_invitation;
    made uuid := gen_random_uuid();
BEGIN
    UPDATE organisations_invitation i SET used_at = now()
    WHERE i.secret_hash = hash AND i.used_at IS NULL AND i.expires_at > now() RETURNING i.* INTO invited;
    IF NOT FOUND THEN RETURN NULL; END IF;
    INSERT INTO organisations_account (id, login, name, email, organisation_id, is_active, password)
    VALUES (made, lower(login), name, '', invited.organisation_id, true, password);
    INSERT INTO organisations_roleassignment (account_id, role, since, given_by)
    VALUES (made, invited.role, (now() AT TIME ZONE 'Asia/Makassar')::date, invited.invited_by);
    RETURN made;
END $$;
