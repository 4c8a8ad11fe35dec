-- Which gates a person and a list pass. Run by the owner after the migrations; may be run again. An officer who ticks
-- somebody need not be allowed to change the list of another office; here only the gates of a tick or a notice that
-- stand are added, so calling this again with an old one changes nothing.

CREATE OR REPLACE FUNCTION security._with(known varchar[], more text[]) RETURNS varchar[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT g ORDER BY g) FROM unnest(coalesce(known, '{}') || more::varchar[]) g
$$;

CREATE OR REPLACE FUNCTION security._pass(of_entry uuid, by_gates text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    list uuid;
    changed boolean;
BEGIN
    UPDATE rosters_entry e SET gates = security._with(e.gates, by_gates)
    WHERE e.id = of_entry AND NOT coalesce(e.gates, '{}') @> by_gates::varchar[];
    SELECT e.roster_id INTO list FROM rosters_entry e WHERE e.id = of_entry;
    UPDATE rosters_roster r SET gates = security._with(r.gates, by_gates)
    WHERE r.id = list AND NOT coalesce(r.gates, '{}') @> by_gates::varchar[];
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$;

CREATE OR REPLACE FUNCTION security.pass_tick(which uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT security._pass(t.entry_id, array_remove(ARRAY[t.gate_id, t.to_gate_id]::text[], NULL))
    FROM passages_tick t WHERE t.id = which
$$;

CREATE OR REPLACE FUNCTION security.pass_notice(which uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT coalesce(bool_or(security._pass(l.entry_id, n.gates::text[])), false)
    FROM passages_notice n JOIN passages_noticeentry l ON l.notice_id = n.id WHERE n.id = which
$$;
