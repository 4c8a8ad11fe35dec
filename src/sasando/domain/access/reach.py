"""When an actor stands to a row so that the table of rights allows an action, as SQL for policies and trails."""

from sasando.domain.access.protection import Protected
from sasando.domain.access.rights import RELATIONS, Relation, roles_with

ADVERSE = "{person} NOT IN (SELECT security.adverse_persons())"


def _assigned(how: Protected, alias: str) -> str:
    person = how.person and f"{alias}.{how.person} IN (SELECT security.assigned_persons())"
    gates = how.gates and f"{alias}.{how.gates} && (SELECT security.gates())::varchar[]"
    to = how.to and f"{alias}.{how.to} = (SELECT security.organisation())"
    ways = [way for way in (person, gates, to) if way]
    return f"({' OR '.join(ways)})" if len(ways) > 1 else "".join(ways)


def _own(how: Protected, alias: str) -> str:
    mine = how.own and f"{alias}.{how.own} = (SELECT security.organisation())"
    stood_for = how.company and f"{alias}.{how.company} IN (SELECT security.companies())"
    ways = [way for way in (mine, stood_for) if way]
    return f"({' OR '.join(ways)})" if len(ways) > 1 else "".join(ways)


def _relation(how: Protected, relation: Relation, alias: str) -> str:
    """What must hold on the row, as SQL; "" when the relation does not exist on this table."""
    subject = f"{alias}.{how.person} = (SELECT security.person())" if how.person else ""
    return {
        "none": "true",
        "own": _own(how, alias),
        "covers": how.region and f"{alias}.{how.region} LIKE ANY ((SELECT security.regions())::text[])",
        "assigned": _assigned(how, alias),
        "subject": f"{alias}.{how.account} = (SELECT security.account())" if how.account else subject,
    }.get(relation, "")


def reached(how: Protected, action: str, alias: str) -> str:
    """When the actor stands to a row in a relation in which the table of rights allows the action, as SQL."""
    parts = []
    for relation in RELATIONS:
        allowed, holds = roles_with(action, relation), _relation(how, relation, alias)
        if allowed and holds:
            parts.append(f"((SELECT security.role()) = ANY('{{{','.join(allowed)}}}'::text[]) AND {holds})")
    some = "(" + "\n    OR ".join(parts or ["false"]) + ")"
    if not how.person:
        return some
    against = ADVERSE.format(person=f"{alias}.{how.person}")
    always = how.person == "id"  # a row without a person has nobody against whom one could be
    return f"{some}\n    AND {against}" if always else f"{some}\n    AND ({alias}.{how.person} IS NULL OR {against})"
