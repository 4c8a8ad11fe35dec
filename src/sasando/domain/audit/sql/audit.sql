-- The chain of facts. Run by the owner after the migrations; may be run again.

-- Length and bytes of every field, so that no two facts have one text; times in microseconds since 1970.
CREATE OR REPLACE FUNCTION security.canonical(f public.audit_fact) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(coalesce(octet_length(convert_to(v, 'UTF8'))::text, '-') || ':' || coalesce(v, ''), ',' ORDER BY n)
    FROM unnest(ARRAY[
        f.id::text, (extract(epoch FROM f.at) * 1000000)::bigint::text, f.xact::text, f.request::text, f.account::text,
        f.organisation::text, f.role, f.action, f.thing, f.thing_key, array_to_json(f.fields)::text, f.digest
    ]) WITH ORDINALITY AS part(v, n)
$$;

-- A fact is written with the number of its transaction, whoever writes it and whatever they claim.
CREATE OR REPLACE FUNCTION security.stamp_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xact := (pg_current_xact_id()::text)::bigint;
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER stamp_fact BEFORE INSERT ON audit_fact FOR EACH ROW EXECUTE FUNCTION security.stamp_fact();

CREATE OR REPLACE FUNCTION security.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are never changed (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_fact
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
CREATE OR REPLACE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
CREATE OR REPLACE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();

-- Gives every committed fact that has none the next place in the chain. Facts seen later come later, whatever their id.
-- One sealer at a time; gives how many it sealed.
CREATE OR REPLACE FUNCTION security.seal(most integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    last bigint := 0;
    head bytea := '\x';
    fact audit_fact;
    done integer := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(5326) THEN RETURN 0; END IF;
    SELECT s.number, s.hash INTO last, head FROM audit_seal s ORDER BY s.number DESC LIMIT 1;
    last := coalesce(last, 0);
    head := coalesce(head, '\x');
    FOR fact IN SELECT f.* FROM audit_fact f WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.fact_id = f.id)
                ORDER BY f.id LIMIT most LOOP
        last := last + 1;
        head := sha256(head || convert_to(security.canonical(fact), 'UTF8'));
        INSERT INTO audit_seal (number, fact_id, hash) VALUES (last, fact.id, head);
        done := done + 1;
    END LOOP;
    RETURN done;
END $$;

-- What a row holds, as a number that says nothing without the key of this database. Empty columns do not count, so that
-- a migration may add one (nullable, without a default) and the old digests still hold.
CREATE OR REPLACE FUNCTION security.digest(tbl regclass, key text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    made text;
BEGIN
    EXECUTE format('SELECT encode(sha256(s.key || sha256(s.key || convert_to(jsonb_strip_nulls(to_jsonb(t))::text, ''UTF8''))), ''hex'')
                    FROM %s t, security.secret s WHERE t.%I::text = $1', tbl,
                   (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                    WHERE i.indrelid = tbl AND i.indisprimary)) INTO made USING key;
    RETURN coalesce(made, '');
END $$;

-- No fact, no data: a transaction that changes a protected row and records nothing does not commit.
CREATE OR REPLACE FUNCTION security.demand_fact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_fact f WHERE f.xact = (pg_current_xact_id()::text)::bigint) THEN
        RAISE EXCEPTION 'a change of % without a fact', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

-- The first seal after the given one that does not follow from the facts as they stand; NULL when all of them hold.
CREATE OR REPLACE FUNCTION security.first_broken_seal(after bigint, head bytea) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    expected bigint := after;
    sealed record;
    fact audit_fact;
BEGIN
    FOR sealed IN SELECT s.number, s.hash, s.fact_id FROM audit_seal s WHERE s.number > after ORDER BY s.number LOOP
        expected := expected + 1;
        SELECT f.* INTO fact FROM audit_fact f WHERE f.id = sealed.fact_id;
        IF sealed.number <> expected OR fact.id IS NULL THEN RETURN expected; END IF;
        head := sha256(head || convert_to(security.canonical(fact), 'UTF8'));
        IF head <> sealed.hash THEN RETURN expected; END IF;
    END LOOP;
    RETURN NULL;
END $$;
