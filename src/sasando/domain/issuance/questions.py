"""What the count asks the database: each question gives subject, how many there should be, how many there are, region,
company. Only text of our own goes in.
"""
# ruff: noqa: S608 - parts of a question are named above it, never taken from outside

from typing import Final

from sasando.domain.issuance.kinds import Mismatch

_LIVE: Final = "issuance_issue i LEFT JOIN issuance_revocation r ON r.issue_id = i.id"
_SERIAL: Final = (
    "CASE i.kind WHEN 'card' THEN 'K' ELSE 'S' END || '-' || extract(year FROM i.issued_on) || '-' "
    "|| lpad(i.log_index::text, 6, '0')"
)

_OF_PERMIT: Final = "(%(permit)s::uuid IS NULL OR i.permit_id = %(permit)s)"

QUESTIONS: Final[dict[Mismatch, str]] = {
    Mismatch.OVER_QUOTA: f"""
        SELECT p.number || ' ' || i.kind, p.quota, count(*), min(i.region_code), p.company_id
        FROM {_LIVE} JOIN licences_permit p ON p.id = i.permit_id
        WHERE r.issue_id IS NULL AND {_OF_PERMIT} GROUP BY p.id, i.kind HAVING count(*) > p.quota""",
    Mismatch.OVER_JOB_ORDER: f"""
        SELECT j.number || ' ' || i.kind, j.wanted, count(*), min(i.region_code), j.company_id
        FROM {_LIVE} JOIN placements_placement p ON p.id = i.placement_id
        JOIN licences_joborder j ON j.id = p.job_order_id
        WHERE r.issue_id IS NULL AND {_OF_PERMIT} GROUP BY j.id, i.kind HAVING count(*) > j.wanted""",
    Mismatch.NO_DECISION: f"""
        SELECT {_SERIAL}, NULL::int, NULL::int, i.region_code, i.company_id
        FROM {_LIVE} LEFT JOIN placements_decision d ON d.id = i.decision_id AND d.placement_id = i.placement_id
             AND d.outcome = 'cleared' AND d.at <= i.at
        WHERE r.issue_id IS NULL AND (d.id IS NULL OR NOT EXISTS (
            SELECT 1 FROM audit_fact f WHERE f.thing = 'placements.decision' AND f.thing_key = d.id::text
            AND f.action = 'decision.made'))""",
    Mismatch.DECISION_TWICE: f"""
        SELECT {_SERIAL}, 1, t.number, i.region_code, i.company_id
        FROM issuance_issue i JOIN (
            SELECT i.decision_id, i.kind, count(*) AS number, max(i.log_index) AS last
            FROM issuance_issue i GROUP BY 1, 2 HAVING count(*) > 1
        ) t ON t.last = i.log_index""",
    Mismatch.NOT_PRINTED_BY_US: f"""
        SELECT {_SERIAL}, NULL::int, NULL::int, i.region_code, i.company_id
        FROM issuance_issue i WHERE NOT EXISTS (
            SELECT 1 FROM audit_fact f WHERE f.thing = 'issuance.issue' AND f.thing_key = i.id::text
            AND f.action = 'issue.made')""",
    Mismatch.NO_AUTHORITY: f"""
        SELECT {_SERIAL}, NULL::int, NULL::int, i.region_code, i.company_id
        FROM issuance_issue i WHERE NOT security.was_head(i.issued_by, i.at)""",
    Mismatch.OWN_DECISION: f"""
        SELECT {_SERIAL}, NULL::int, NULL::int, i.region_code, i.company_id
        FROM issuance_issue i JOIN placements_decision d ON d.id = i.decision_id WHERE d.by = i.issued_by""",
    Mismatch.PRINTED_MORE: f"""
        SELECT {_SERIAL}, 1, count(*)::int, i.region_code, i.company_id
        FROM issuance_issue i JOIN issuance_print t ON t.issue_id = i.id
        GROUP BY i.id HAVING count(*) FILTER (WHERE t.reason = '') > 1""",
    Mismatch.GAP: """
        SELECT 'log ' || (i.before + 1)::text, (i.before + 1)::int, i.log_index::int, i.region_code, i.company_id
        FROM (SELECT *, lag(log_index, 1, 0::bigint) OVER (ORDER BY log_index) AS before FROM issuance_issue) i
        WHERE i.log_index <> i.before + 1""",
    Mismatch.MANY_WAIVERS: """
        SELECT w.requirement || ' · ' || o.name, %(many)s::int, count(*)::int, min(p.region_code), NULL::uuid
        FROM placements_waiver w JOIN placements_placement p ON p.id = w.placement_id
        JOIN organisations_organisation o ON o.id = w.organisation_id
        WHERE w.state = 'approved' AND w.decided_at::date > %(since)s
        GROUP BY w.requirement, o.id HAVING count(*) > %(many)s""",
    Mismatch.SAME_EVIDENCE: """
        SELECT 'bukti ' || left(encode(sha256(convert_to(lower(w.evidence), 'UTF8')), 'hex'), 8), %(same)s - 1,
               count(*)::int, min(p.region_code), NULL::uuid
        FROM placements_waiver w JOIN placements_placement p ON p.id = w.placement_id
        WHERE w.state = 'approved' GROUP BY lower(w.evidence) HAVING count(*) >= %(same)s""",
}

UNPAID: Final = f"""
    SELECT {_SERIAL}, NULL::int, NULL::int, i.region_code, i.company_id
    FROM {_LIVE} JOIN placements_placement p ON p.id = i.placement_id
    WHERE r.issue_id IS NULL AND p.scheme = %(scheme)s AND NOT EXISTS (
        SELECT 1 FROM issuance_payment y
        WHERE y.placement_id = p.id AND y.kind = %(kind)s AND y.proved_by IS NOT NULL)"""


COUNTS: Final = """
    SELECT 'permits', count(*) FROM licences_permit
    UNION ALL SELECT 'decisions', count(*) FROM placements_decision WHERE outcome = 'cleared'
    UNION ALL SELECT 'payments', count(*) FROM issuance_payment WHERE proved_by IS NOT NULL
    UNION ALL SELECT 'issues', count(*) FROM issuance_issue
    UNION ALL SELECT 'prints', count(*) FROM issuance_print
    UNION ALL SELECT 'revocations', count(*) FROM issuance_revocation"""
