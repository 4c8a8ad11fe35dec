-- What the ledger lets in. The program asks the same beforehand, in words; here it holds for whoever speaks SQL to the
-- database, and for two who issue at the same moment: the permit is locked while its issues are counted.

-- Which premiums must be proved, by scheme: as `kinds.NEEDED` says it; a test holds the two equal.
CREATE OR REPLACE FUNCTION security._premiums_needed() RETURNS TABLE (scheme text, kind text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    VALUES ('P2P', 'before'), ('P2P', 'during'), ('G2G', 'before'), ('G2G', 'during'), ('IND', 'during')
$$;

CREATE OR REPLACE FUNCTION security._guard_issue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    last_id uuid;
    last_outcome text;
    last_by uuid;
    quota bigint;
    wanted bigint;
    there bigint;
BEGIN
    IF security.role() IS DISTINCT FROM 'head' OR security.account() IS DISTINCT FROM NEW.issued_by THEN
        RAISE EXCEPTION 'issue_guard: no_authority' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('issuance_issue'));
    SELECT d.id, d.outcome, d."by" INTO last_id, last_outcome, last_by FROM placements_decision d
        WHERE d.placement_id = NEW.placement_id ORDER BY d.at DESC, d.id LIMIT 1;
    IF last_id IS DISTINCT FROM NEW.decision_id OR last_outcome <> 'cleared' OR last_by = NEW.issued_by THEN
        RAISE EXCEPTION 'issue_guard: no_decision' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM placements_placement p WHERE p.id = NEW.placement_id
                   AND p.state IN ('cleared', 'issued') AND p.person_id = NEW.person_id
                   AND p.permit_id IS NOT DISTINCT FROM NEW.permit_id) THEN
        RAISE EXCEPTION 'issue_guard: not_now' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM placements_placement p JOIN security._premiums_needed() n ON n.scheme = p.scheme
        WHERE p.id = NEW.placement_id AND NOT EXISTS (
            SELECT 1 FROM issuance_payment y
            WHERE y.placement_id = p.id AND y.kind = n.kind AND y.proved_by IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'issue_guard: not_paid' USING ERRCODE = 'check_violation';
    END IF;
    SELECT p.quota INTO quota FROM licences_permit p WHERE p.id = NEW.permit_id;
    SELECT count(*) INTO there FROM issuance_issue i LEFT JOIN issuance_revocation r ON r.issue_id = i.id
        WHERE i.permit_id = NEW.permit_id AND i.kind = NEW.kind AND r.issue_id IS NULL;
    IF quota IS NOT NULL AND there >= quota THEN
        RAISE EXCEPTION 'issue_guard: over_quota' USING ERRCODE = 'check_violation';
    END IF;
    SELECT j.wanted INTO wanted FROM placements_placement p JOIN licences_joborder j ON j.id = p.job_order_id
        WHERE p.id = NEW.placement_id;
    SELECT count(*) INTO there FROM issuance_issue i LEFT JOIN issuance_revocation r ON r.issue_id = i.id
        JOIN placements_placement p ON p.id = i.placement_id
        WHERE p.job_order_id = (SELECT job_order_id FROM placements_placement WHERE id = NEW.placement_id)
          AND i.kind = NEW.kind AND r.issue_id IS NULL;
    IF wanted IS NOT NULL AND there >= wanted THEN
        RAISE EXCEPTION 'issue_guard: over_job_order' USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(max(log_index), 0) + 1 INTO NEW.log_index FROM issuance_issue;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER issue_guard BEFORE INSERT ON issuance_issue
    FOR EACH ROW EXECUTE FUNCTION security._guard_issue();

-- What was put into the ledger stays in it, whoever asks.
CREATE OR REPLACE FUNCTION security._ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON issuance_issue
    FOR EACH ROW EXECUTE FUNCTION security._ledger_stays();
CREATE OR REPLACE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON issuance_revocation
    FOR EACH ROW EXECUTE FUNCTION security._ledger_stays();
CREATE OR REPLACE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON issuance_print
    FOR EACH ROW EXECUTE FUNCTION security._ledger_stays();

-- What a paper is worth now. It counts no more when it was revoked, and as long as its placement is open again, held or
-- given up. It names nobody: the paper itself says who holds it.
CREATE OR REPLACE FUNCTION security.card_state(asked uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog
RETURN (SELECT CASE WHEN r.issue_id IS NOT NULL OR p.state IN ('open', 'held', 'withdrawn') THEN 'revoked'
                    ELSE 'issued' END
        FROM issuance_issue i JOIN placements_placement p ON p.id = i.placement_id
        LEFT JOIN issuance_revocation r ON r.issue_id = i.id WHERE i.id = asked);

CREATE OR REPLACE FUNCTION security.revoked_cards() RETURNS TABLE (id uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT i.id, coalesce(r.at, p.changed_at)
    FROM issuance_issue i JOIN placements_placement p ON p.id = i.placement_id
    LEFT JOIN issuance_revocation r ON r.issue_id = i.id
    WHERE i.expires_on >= current_date AND (r.issue_id IS NOT NULL OR p.state IN ('open', 'held', 'withdrawn'))
    ORDER BY 2
$$;

-- How many requirements were set aside, by year: the count is public, so that nobody can let many through in silence.
CREATE OR REPLACE FUNCTION security.waivers_counted() RETURNS TABLE (year int, requirement text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT extract(year FROM w.decided_at)::int, w.requirement, count(*) FROM placements_waiver w
    WHERE w.state = 'approved' GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC
$$;

-- Whether an account had the right to issue at that moment: by the roles that were given, not by what the paper says.
CREATE OR REPLACE FUNCTION security.was_head(asked uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog
RETURN EXISTS (SELECT 1 FROM organisations_roleassignment a WHERE a.account_id = asked AND a.role = 'head'
               AND a.since <= moment::date AND (a.until IS NULL OR a.until >= moment::date));
