"""Many small lists of one company in one query: the database packs each as JSON, and here they are rows again."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef
from django.db.models.functions import JSONObject

from sasando.domain.access import Actor


def packed(model: Any, actor: Actor, path: str, **also: str) -> ArraySubquery:
    """The rows of the model that the actor may see and whose `path` leads to the row of the outer query.

    `also`: further values beside the row's own, by their paths (`employer_name="employer__name"`).
    """
    rows = model.objects.visible_to(actor).filter(**{path: OuterRef("pk")}).order_by(*model._meta.ordering)
    fields = {field.attname: F(field.attname) for field in model._meta.concrete_fields}
    return ArraySubquery(rows.values(json=JSONObject(**fields, **{name: F(path) for name, path in also.items()})))


def unpacked(model: type[Model], said: list[dict[str, Any]] | None) -> list[Any]:
    """Rows that were `packed`, each as an object of the model with the further values as its attributes."""
    return [_row(model, one) for one in said or []]


def _row(model: type[Model], said: dict[str, Any]) -> Any:
    own = {field.attname: field.to_python(said.pop(field.attname)) for field in model._meta.concrete_fields}
    row = model(**own)
    row._state.adding = False
    for name, value in said.items():
        setattr(row, name, value)
    return row
