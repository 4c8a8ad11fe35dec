-- All that somebody with a link, and without an account, may see and do. Run by the owner after the migrations; may be
-- run again. The door is granted nothing else here. Opening and answering are facts of the program: nobody is signed in.

CREATE OR REPLACE FUNCTION security._note(what text, of_thing text, of_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    VALUES (gen_random_uuid(), '', what, of_thing, of_key, '{}', '')
$$;

CREATE OR REPLACE FUNCTION security._link(hash text) RETURNS passages_link
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    SELECT l.* FROM passages_link l
    WHERE l.secret_hash = hash AND l.revoked_at IS NULL AND l.expires_at > now() AND l.opened < 200
$$;

DROP FUNCTION IF EXISTS security.open_link(text);
CREATE FUNCTION security.open_link(hash text)
RETURNS TABLE (purpose text, place text, carrier text, expected_at timestamptz, sender text, entry uuid, name text,
               description text, sex text, age integer, home text, said text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
#variable_conflict use_column
DECLARE
    link passages_link := security._link(hash);
BEGIN
    IF link.id IS NULL THEN RETURN; END IF;
    PERFORM security._note('link.opened', 'passages.link', link.id::text);
    UPDATE passages_link l SET opened = l.opened + 1 WHERE l.id = link.id;
    RETURN QUERY
    SELECT n.purpose::text, coalesce(g.name, o.name)::text, n.carrier::text, n.expected_at, s.name::text, e.id,
           e.full_name::text, coalesce(e.description, '')::text, coalesce(e.sex, '')::text, e.age::integer,
           coalesce(e.place, '')::text,
           coalesce((SELECT a.said FROM passages_answer a WHERE a.notice_id = n.id AND a.entry_id = e.id
                     ORDER BY a.at DESC, a.id DESC LIMIT 1), '')::text
    FROM passages_notice n
    JOIN organisations_organisation s ON s.id = n.organisation_id
    LEFT JOIN organisations_organisation o ON o.id = n.to_id
    LEFT JOIN gates_gate g ON g.slug = n.gate_id
    JOIN passages_noticeentry l ON l.notice_id = n.id
    JOIN rosters_entry e ON e.id = l.entry_id
    WHERE n.id = link.notice_id ORDER BY e.row, e.full_name, e.id;
END $$;

CREATE OR REPLACE FUNCTION security.answer_link(hash text, of_entry uuid, what text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    link passages_link := security._link(hash);
BEGIN
    IF link.id IS NULL OR what NOT IN ('received', 'not_here') OR NOT EXISTS (
        SELECT 1 FROM passages_noticeentry l WHERE l.notice_id = link.notice_id AND l.entry_id = of_entry) THEN
        RETURN false;
    END IF;
    PERFORM security._note('link.answered', 'passages.link', link.id::text);
    INSERT INTO passages_answer (notice_id, entry_id, said, at) VALUES (link.notice_id, of_entry, what, now());
    RETURN true;
END $$;
