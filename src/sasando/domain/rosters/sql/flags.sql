-- Red flags are written by whoever has a list checked, who may well be a company that must never read them. So the rows
-- are closed to everybody's writing, and this is the one way: for entries of the organisation that acts, and no other.

CREATE OR REPLACE FUNCTION security.put_flags(entries uuid[], said jsonb[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    INSERT INTO rosters_flag (entry_id, codes)
    SELECT e.id, given.codes
    FROM unnest(entries, said) AS given (entry, codes)
    JOIN rosters_entry e ON e.id = given.entry AND e.organisation_id = security.organisation()
    ON CONFLICT (entry_id) DO UPDATE SET codes = excluded.codes
$$;
