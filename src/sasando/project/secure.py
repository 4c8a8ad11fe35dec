"""After the migrations, as the owner: context, policies, grants, the chain of facts. May be run again at any time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction
from psycopg import sql

from sasando.domain.access.policies import fingerprint, statements
from sasando.domain.access.protection import every_protected

_CHANGE: Final = "SELECT, INSERT, UPDATE, DELETE"
PLAIN: Final[dict[str, tuple[str, str]]] = {
    "organisations_session": (_CHANGE, "the store of sessions; keys are random and say nothing"),
    "project_cache": (_CHANGE, "counters of tries"),
    "axes_accessattempt": (_CHANGE, "counters of tries"),
    "axes_accesslog": ("SELECT", "switched off"),
    "axes_accessfailurelog": ("SELECT", "switched off"),
    "axes_accessattemptexpiration": (_CHANGE, "counters of tries"),
    "django_content_type": ("SELECT", "names of tables"),
    "django_migrations": ("SELECT", "which migrations ran"),
    "regions_region": ("SELECT", "public facts"),
    "placements_ruleset": ("SELECT, INSERT", "the rules of the law, no person"),
    "issuance_reconciliation": ("SELECT, INSERT", "numbers only"),
    "audit_seal": ("SELECT", "hashes only"),
    "audit_checkpoint": ("SELECT, INSERT", "hashes and signatures only"),
    "procrastinate_jobs": (_CHANGE, "jobs name their thing by key"),
    "procrastinate_events": (_CHANGE, "of jobs"),
    "procrastinate_periodic_defers": (_CHANGE, "of jobs"),
    "procrastinate_workers": (_CHANGE, "of jobs"),
}
"""Tables without rows of persons: what the desk may do there, and why no policy is needed."""
OF_ONE_ACCOUNT: Final = {"account_emailaddress": "user_id", "mfa_authenticator": "user_id"}
"""Tables of libraries, where everybody reaches only what is their own."""
DOOR: Final = {"regions_region": "SELECT", "django_migrations": "SELECT"}
"""All that the door may read. No row about a person or a case is among it."""
_OF_OTHER_FUNCTIONS: Final = """DO $$ DECLARE f regprocedure; BEGIN
    FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'security' AND left(p.proname, 1) = '_' LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM {app}', f);
    END LOOP; END $$"""
"""A function whose name begins with an underscore is called by others of the owner only."""
DOOR_FUNCTIONS: Final = (
    "open_link(text)",
    "answer_link(text, uuid, text)",
    "card_state(uuid)",
    "find_company(text, text)",
    "follow_placement(text, integer)",
    "waivers_counted()",
)
"""What the door may ask: each takes a secret, and gives what was meant for whoever has it."""
_DOMAIN: Final = Path(__file__).parents[1] / "domain"


def _facts_demanded() -> Iterator[str]:
    for model in every_protected():
        table = model._meta.db_table
        if table != "audit_fact":
            yield f"DROP TRIGGER IF EXISTS no_fact_no_data ON {table}"
            yield (
                f"CREATE CONSTRAINT TRIGGER no_fact_no_data AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION security.demand_fact()"
            )


def _recording(app: str) -> Iterator[str]:
    """Facts are added by everybody, in nobody's name but their own."""
    yield f"GRANT INSERT ON audit_fact TO {app}"
    yield (
        f"CREATE POLICY may_record ON audit_fact FOR INSERT TO {app} "
        "WITH CHECK (account IS NULL OR account = (SELECT security.account()))"
    )


def _of_one_account(owner: str, app: str) -> Iterator[str]:
    for table, column in OF_ONE_ACCOUNT.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        for name, role, holds in (
            ("owner_all", owner, "true"),
            ("own", app, f"{column} = (SELECT security.account())"),
        ):
            yield f"DROP POLICY IF EXISTS {name} ON {table}"
            yield f"CREATE POLICY {name} ON {table} TO {role} USING ({holds}) WITH CHECK ({holds})"
        yield f"GRANT {_CHANGE} ON {table} TO {app}"


def _grants(app: str, door: str) -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA public TO {app}, {door}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {door}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA security FROM PUBLIC, {door}"
    yield "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA security FROM PUBLIC"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA security TO {app}"
    yield _OF_OTHER_FUNCTIONS.format(app=app)
    for table, (granted, _) in PLAIN.items():
        yield f"REVOKE ALL ON {table} FROM {app}"
        yield f"GRANT {granted} ON {table} TO {app}"
    for function in DOOR_FUNCTIONS:
        yield f"GRANT EXECUTE ON FUNCTION security.{function} TO {door}"
    for table, granted in DOOR.items():
        yield f"GRANT {granted} ON {table} TO {door}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}"


def _functions() -> Iterator[str]:
    """What domain concepts say in SQL of their own (`sql/*.sql`), access first."""
    for file in sorted(_DOMAIN.glob("*/sql/*.sql"), key=lambda file: (file.parts[-3] != "access", str(file))):
        yield file.read_text(encoding="utf-8")


def secure_database(*, app: str, door: str, key: bytes) -> None:
    """Put everything in place, in one transaction. The connection must be the owner's."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        names: Any = (cursor.fetchone()[0], app, door)
        owner, app, door = (sql.Identifier(name).as_string() for name in names)
        made = statements(names[0], names[1])
        every = (made[0], *_functions(), *made[1:], *_recording(app), *_facts_demanded(), *_of_one_account(owner, app))
        for statement in (*every, *_grants(app, door)):
            cursor.execute(statement)
        put = "INSERT INTO security.{0} ({1}) VALUES (%s) ON CONFLICT (one) DO UPDATE SET {1} = excluded.{1}"
        cursor.execute(put.format("secret", "key"), [key])
        cursor.execute(put.format("state", "fingerprint"), [fingerprint()])
        cursor.execute(f"GRANT SELECT ON security.state TO {app}, {door}")
        cursor.execute(f"GRANT USAGE ON SCHEMA security TO {door}")
