-- Where the organisation of the one who acts stands: keys of gates. Run by the owner after the migrations; may be run
-- again. plpgsql, because it keeps its plan; the policies ask this at every reading of lists.

CREATE OR REPLACE FUNCTION security.gates() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN coalesce((SELECT o.stands_at::text[] FROM organisations_organisation o WHERE o.id = security.organisation()), '{}');
END $$;
