-- Who acts, as the program says it and signs it. Run by the owner after the migrations; may be run again.
-- Words in braces are filled in by `sasando.domain.access.policies`.

CREATE SCHEMA IF NOT EXISTS security;

CREATE TABLE IF NOT EXISTS security.secret (one boolean PRIMARY KEY DEFAULT true CHECK (one), key bytea NOT NULL);
CREATE TABLE IF NOT EXISTS security.state (one boolean PRIMARY KEY DEFAULT true CHECK (one), fingerprint text NOT NULL);

-- account, organisation, role, regions, person, second of issue; NULL when nobody acts or the signature is not ours
CREATE OR REPLACE FUNCTION security.context() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    said text := current_setting('sasando.context', true);
    body text;
    key bytea;
    parts text[];
BEGIN
    IF said IS NULL OR length(said) < 66 THEN RETURN NULL; END IF;
    body := left(said, -65);
    SELECT s.key INTO key FROM security.secret s;
    IF encode(sha256(key || sha256(key || convert_to(body, 'UTF8'))), 'hex') IS DISTINCT FROM right(said, 64) THEN
        RETURN NULL;
    END IF;
    parts := string_to_array(body, '|');
    IF abs(extract(epoch FROM now()) - parts[6]::bigint) > 300 THEN RETURN NULL; END IF;
    RETURN parts;
END $$;

CREATE OR REPLACE FUNCTION security.account() RETURNS uuid LANGUAGE sql STABLE
RETURN (security.context())[1]::uuid;
CREATE OR REPLACE FUNCTION security.organisation() RETURNS uuid LANGUAGE sql STABLE
RETURN (security.context())[2]::uuid;
CREATE OR REPLACE FUNCTION security.role() RETURNS text LANGUAGE sql STABLE
RETURN (security.context())[3];
CREATE OR REPLACE FUNCTION security.person() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif((security.context())[5], '')::uuid;

-- patterns for LIKE: "53.06" covers itself and "53.06.02", and not "53.060"
CREATE OR REPLACE FUNCTION security.regions() RETURNS text[] LANGUAGE sql STABLE
RETURN (SELECT coalesce(array_agg(region || ending), '{}')
        FROM unnest(string_to_array(nullif((security.context())[4], ''), ',')) AS region,
             unnest(ARRAY['', '.%']) AS ending);
