-- Where the organisation of the one who acts is reached: keys of gates at which it stands, and its own address. Run by
-- the owner after the migrations; may be run again. plpgsql, because it keeps its plan: every reading of lists asks it.

CREATE OR REPLACE FUNCTION security.gates() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN (SELECT coalesce(o.stands_at::text[], '{}') || ('org:' || o.id) FROM organisations_organisation o
            WHERE o.id = security.organisation());
END $$;
