-- Places in slots, mobile days that fill themselves, and what an outcome must have. Run by the owner after the
-- migrations; may be run again.

-- A booking takes a place and a cancelled one gives it back; the row of the slot is locked by that, and its constraint
-- `slot_is_not_overbooked` refuses the one too many, whoever else books at the same time.
CREATE OR REPLACE FUNCTION security.count_seats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    slot examinations_slot;
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE examinations_slot s SET taken = s.taken + 1 WHERE s.id = NEW.slot_id RETURNING * INTO slot;
        IF slot.state <> 'open' THEN
            RAISE EXCEPTION 'the slot is not open' USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_is_open';
        END IF;
        IF slot.organisation_id <> NEW.examiner_id OR slot.price_idr <> NEW.price_idr THEN
            RAISE EXCEPTION 'not what the slot offers' USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_is_as_offered';
        END IF;
    ELSIF (OLD.cancelled_at IS NULL) <> (NEW.cancelled_at IS NULL) THEN
        IF NEW.cancelled_at IS NULL THEN
            RAISE EXCEPTION 'a cancelled booking stays cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_stays_cancelled';
        END IF;
        UPDATE examinations_slot s SET taken = s.taken - 1 WHERE s.id = NEW.slot_id RETURNING * INTO slot;
        IF slot.state = 'cancelled' THEN  -- who waited, waits on
            UPDATE examinations_wish w SET state = 'waiting' WHERE w.id = NEW.wish_id AND w.state = 'booked';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER booking_takes_a_seat AFTER INSERT OR UPDATE ON examinations_booking
FOR EACH ROW EXECUTE FUNCTION security.count_seats();

-- Whoever waits or is booked is somebody whom the actor sees, and is written down in the actor's own name; or somebody who
-- waited, and was given a place.
CREATE OR REPLACE FUNCTION security.demand_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF session_user = current_user THEN RETURN NEW; END IF;  -- the owner, who restores and prepares
    IF TG_TABLE_NAME = 'examinations_booking' THEN
        IF EXISTS (
            SELECT 1 FROM examinations_wish w
            WHERE w.id = NEW.wish_id AND w.person_id = NEW.person_id AND w.organisation_id = NEW.organisation_id
        ) THEN RETURN NEW; END IF;
    END IF;
    IF NEW.organisation_id = security.organisation() AND EXISTS (
        SELECT 1 FROM people_person p WHERE p.id = NEW.person_id AND security._reaches_person(p, 'person.read')
    ) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'nobody whom the actor sees' USING ERRCODE = 'check_violation', CONSTRAINT = 'person_is_seen';
END $$;

CREATE OR REPLACE TRIGGER person_is_seen BEFORE INSERT ON examinations_booking
FOR EACH ROW EXECUTE FUNCTION security.demand_seen();
CREATE OR REPLACE TRIGGER person_is_seen BEFORE INSERT ON examinations_wish
FOR EACH ROW EXECUTE FUNCTION security.demand_seen();

-- The wishes that a mobile day can serve, in the order in which they came.
CREATE OR REPLACE FUNCTION security._waiting_for(slot examinations_slot) RETURNS SETOF examinations_wish
LANGUAGE sql STABLE SET search_path = public, pg_catalog AS $$
    SELECT w.* FROM examinations_wish w
    WHERE w.state = 'waiting' AND w.kind = slot.kind AND w.at_most_idr >= slot.price_idr
      AND (w.regency = slot.regency OR w.within = 'island' AND w.island <> '' AND w.island = slot.island)
    ORDER BY w.at, w.id
$$;

-- How many wait for each of these days: numbers only, for everybody who may read slots.
CREATE OR REPLACE FUNCTION security.waiting_for(slots uuid[]) RETURNS TABLE (slot uuid, waiting bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    RETURN QUERY
    SELECT s.id, (SELECT count(DISTINCT w.person_id) FROM security._waiting_for(s) w)
    FROM examinations_slot s WHERE s.id = ANY(slots) AND s.mobile AND security.allowed('slot.read', 'none');
END $$;

-- Opens the mobile days of a kind for which enough people wait, and gives those their places: a place of their own each,
-- for whoever looks after them. Facts of the program say so. Gives the days that opened.
CREATE OR REPLACE FUNCTION security.open_mobile_days(of_kind text, of_island text, of_regency text) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    slot examinations_slot;
    wish examinations_wish;
    seat uuid;
    said uuid := gen_random_uuid();
BEGIN
    IF NOT (security.allowed('wish.add', 'own') OR security.allowed('slot.add', 'own')) THEN RETURN; END IF;
    FOR slot IN
        SELECT s.* FROM examinations_slot s
        WHERE s.state = 'waiting' AND s.kind = of_kind AND s.at > now()
          AND (s.regency = of_regency OR s.island <> '' AND s.island = of_island)
        ORDER BY s.at, s.id FOR UPDATE
    LOOP
        CONTINUE WHEN (SELECT count(DISTINCT w.person_id) FROM security._waiting_for(slot) w) < slot.opens_at_count;
        UPDATE examinations_slot s SET state = 'open' WHERE s.id = slot.id;
        INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
        VALUES (said, '', 'slot.filled', 'examinations.slot', slot.id::text, '{state}', '');
        FOR wish IN
            SELECT first.* FROM (
                SELECT DISTINCT ON (w.person_id) w.* FROM security._waiting_for(slot) w ORDER BY w.person_id, w.at, w.id
            ) first ORDER BY first.at, first.id
        LOOP
            EXIT WHEN (SELECT s.taken >= s.capacity FROM examinations_slot s WHERE s.id = slot.id);
            seat := gen_random_uuid();
            INSERT INTO examinations_booking (id, slot_id, person_id, organisation_id, examiner_id, region_code, wish_id,
                price_idr, full_name, sex, born_on, cancelled_because, "by")
            VALUES (seat, slot.id, wish.person_id, wish.organisation_id, slot.organisation_id, wish.region_code, wish.id,
                slot.price_idr, wish.full_name, wish.sex, wish.born_on, '', wish."by");
            UPDATE examinations_wish w SET state = 'booked' WHERE w.id = wish.id;
            INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
            VALUES (said, '', 'booking.filled', 'examinations.booking', seat::text, '{}',
                    security.digest('examinations_booking'::regclass, seat::text));
        END LOOP;
        RETURN NEXT slot.id;
    END LOOP;
END $$;

-- An outcome is written by the examiner who holds the booking, for the person of it, with consent in force; what it
-- replaces is of the same booking.
CREATE OR REPLACE FUNCTION security.demand_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog AS $$
DECLARE
    booking examinations_booking;
BEGIN
    SELECT b.* INTO booking FROM examinations_booking b WHERE b.id = NEW.booking_id;
    IF (booking.examiner_id, booking.person_id, booking.organisation_id)
        IS DISTINCT FROM (NEW.organisation_id, NEW.person_id, NEW.asked_by_id) OR booking.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'not of this booking' USING ERRCODE = 'check_violation', CONSTRAINT = 'outcome_is_of_its_booking';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM examinations_consent c WHERE c.booking_id = NEW.booking_id AND c.withdrawn_on IS NULL) THEN
        RAISE EXCEPTION 'no consent in force' USING ERRCODE = 'check_violation', CONSTRAINT = 'outcome_has_consent';
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM examinations_outcome o WHERE o.id = NEW.replaces_id AND o.booking_id = NEW.booking_id
    ) THEN
        RAISE EXCEPTION 'replaces another booking''s' USING ERRCODE = 'check_violation', CONSTRAINT = 'outcome_replaces_its_own';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER outcome_has_consent BEFORE INSERT ON examinations_outcome
FOR EACH ROW EXECUTE FUNCTION security.demand_consent();

-- The standing outcomes of a person up to a day, the newest of each kind: for whoever may know whether the person is fit.
CREATE OR REPLACE FUNCTION security.outcomes_of(this uuid, day date) RETURNS SETOF examinations_outcome
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = this AND security._reaches_person(p, 'fitness.know')) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT DISTINCT ON (o.kind) o.* FROM examinations_outcome o
    WHERE o.person_id = this AND o.examined_on <= day
      AND NOT EXISTS (SELECT 1 FROM examinations_outcome n WHERE n.replaces_id = o.id)
    ORDER BY o.kind, o.examined_on DESC, o.at DESC;
END $$;

-- Of these people those about whom it is worth asking: for the program, which may know of everybody, who has an outcome.
CREATE OR REPLACE FUNCTION security.examined(people uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT security.allowed('fitness.know', 'none') THEN
        RETURN QUERY SELECT unnest(people);
    ELSE
        RETURN QUERY SELECT DISTINCT o.person_id FROM examinations_outcome o WHERE o.person_id = ANY(people);
    END IF;
END $$;

-- The last pregnancy test of a person up to a day; its result only for whom `pregnancy.know` lets know it.
CREATE OR REPLACE FUNCTION security.pregnancy_test_of(this uuid, day date)
RETURNS TABLE (outcome_id uuid, tested_on date, result text, by uuid, signature bytea, key text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = this AND security._reaches_person(p, 'fitness.know')) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT t.outcome_id, t.tested_on,
           CASE WHEN EXISTS (SELECT 1 FROM people_person p
                             WHERE p.id = this AND security._reaches_person(p, 'pregnancy.know'))
                THEN t.result::text ELSE '' END,
           t.by, t.signature, t.key::text
    FROM examinations_pregnancytest t JOIN examinations_outcome o ON o.id = t.outcome_id
    WHERE o.person_id = this AND t.tested_on <= day
      AND NOT EXISTS (SELECT 1 FROM examinations_outcome n WHERE n.replaces_id = o.id)
    ORDER BY t.tested_on DESC LIMIT 1;
END $$;
