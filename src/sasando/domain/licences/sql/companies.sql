-- For which companies the organisation of the one who acts stands: itself, its head office when it is a branch, its
-- members of today when it is an association. What the association may read of them, the table of rights says. Run by
-- the owner after the migrations; may be run again. ROWS is what the database reckons with: there are only a few.

CREATE OR REPLACE FUNCTION security.companies() RETURNS SETOF uuid
LANGUAGE sql STABLE ROWS 5 SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT security.organisation()
    UNION
    SELECT o.parent_id FROM organisations_organisation o
    WHERE o.id = security.organisation() AND o.kind = 'branch' AND o.parent_id IS NOT NULL
    UNION
    SELECT m.company_id FROM licences_membership m
    WHERE m.association_id = security.organisation()
      AND (now() AT TIME ZONE 'Asia/Makassar')::date BETWEEN m.since AND coalesce(m.until, 'infinity')
$$;
