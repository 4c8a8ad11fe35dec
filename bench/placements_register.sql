-- A register of placements as a year of Indonesia would fill it: invented, nobody is meant. Run by the owner.
-- %(many)s: how many; %(here)s of a thousand are of NTT, the others of other provinces. 40 companies, every state, steps for what was begun, cleared and departed.
INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
VALUES (gen_random_uuid(), '', 'bench.made', '', '', '{}', '');

INSERT INTO organisations_organisation (id, name, kind, covers, active)
SELECT md5('company' || n)::uuid, 'PT Bangku ' || n, 'placement-company', '{}', true FROM generate_series(1, 40) n;

INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id)
SELECT md5('person' || n)::uuid, 'Orang ' || n, '', CASE n %% 2 WHEN 0 THEN 'F' ELSE 'M' END,
       CASE WHEN n %% 1000 < %(here)s THEN '53.' ELSE (11 + n %% 34)::text || '.' END || lpad((1 + n / 1000 %% 22)::text, 2, '0') || '.05.' || (2001 + n %% 150), md5('company' || 1 + n %% 40)::uuid
FROM generate_series(1, %(many)s) n;

INSERT INTO placements_placement (id, code, person_id, full_name, sex, born_year, region_code, started_by_id, company_id,
    scheme, country, position, rules_id, state, law, stage, waits_for, missing, last_safe_day, departs_on, departed_on,
    ends_on, judged_at, changed_at)
SELECT md5('placement' || n)::uuid, upper(left(md5('code' || n), 10)), p.id, p.full_name, p.sex, 1980 + n %% 25,
    p.region_code, p.organisation_id,
    CASE WHEN n %% 40 = 7 THEN %(company)s ELSE p.organisation_id END,
    (ARRAY['P2P','P2P','P2P','G2G','IND','SEA_P'])[1 + n %% 6], (ARRAY['MY','MY','SG','HK','TW'])[1 + n %% 5], '',
    %(rules)s, s.state, CASE WHEN s.state = 'open' THEN 'incomplete' ELSE 'cleared' END, 'TRAIN',
    CASE s.state WHEN 'open' THEN ARRAY[(ARRAY['p3mi','labour-office','placement-officer','village'])[1 + n %% 4]]
                 WHEN 'cleared' THEN ARRAY['head'] WHEN 'returned' THEN '{}'::text[] ELSE ARRAY['p3mi'] END,
    CASE WHEN s.state = 'open' THEN ARRAY['passport', 'visa'] ELSE '{}'::text[] END,
    current_date + (n %% 400 - 20)::int, current_date + (n %% 90)::int,
    CASE WHEN s.state IN ('departed', 'working', 'returned') THEN current_date - (n %% 365)::int END,
    CASE WHEN s.state IN ('departed', 'working') THEN current_date + (n %% 700)::int END, now(), now() - n * interval '1 s'
FROM generate_series(1, %(many)s) n
CROSS JOIN LATERAL (SELECT (ARRAY['open','open','open','cleared','departed','working','working','working','returned',
    'returned'])[1 + (n / 40) %% 10] AS state) s
JOIN people_person p ON p.id = md5('person' || n)::uuid;

INSERT INTO placements_step (id, placement_id, number, kind, "on", role, reason)
SELECT gen_random_uuid(), p.id, k.number, k.kind, coalesce(p.departed_on, current_date) - 120 + k.number * 40, '', ''
FROM placements_placement p
CROSS JOIN (VALUES (1, 'started'), (2, 'cleared'), (3, 'departed')) k (number, kind)
WHERE p.code = upper(p.code) AND (k.kind = 'started' OR (k.kind = 'cleared' AND p.state <> 'open')
   OR (k.kind = 'departed' AND p.departed_on IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM placements_step s WHERE s.placement_id = p.id);

INSERT INTO placements_obligation (id, placement_id, kind, since, due_on, dropped, note)
SELECT gen_random_uuid(), p.id, 'departure', p.departed_on, p.departed_on + 14, false, ''
FROM placements_placement p WHERE p.departed_on IS NOT NULL;
