-- Whether something was met in earlier stop reports. Run by the owner after the migrations; may be run again.
-- Everybody who asks has written down that they ask (`stops_asking`, which the table of rights guards) in the very
-- transaction; they learn how many reports, the last day, and which offices hold them. Nothing else of those reports.
-- `asked` numbers the questions: one question may have several keys (two telephones, a name and how else one is called).
-- plpgsql, because it keeps its plan.

CREATE OR REPLACE FUNCTION security.seen_in_stops(asking uuid, asked integer[], kinds text[], keys text[], but uuid)
RETURNS TABLE (question integer, reports bigint, latest date, offices uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM stops_asking a
        WHERE a.id = asking AND a.account = security.account() AND a.at >= now() AND a.size >= cardinality(keys)
    ) THEN
        RAISE EXCEPTION 'nobody asked' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT given.question, count(DISTINCT s.id), max((s.at AT TIME ZONE 'Asia/Makassar')::date),
           array_agg(DISTINCT s.organisation_id)
    FROM unnest(asked, kinds, keys) AS given (question, kind, key)
    JOIN stops_seenkey k ON k.kind = given.kind AND k.key = given.key
    JOIN stops_stop s ON s.id = k.stop_id AND s.state = 'sent' AND s.id IS DISTINCT FROM but
    GROUP BY given.question;
END $$;
