"""A dossier: what is known of one person going to one job. `None` is "not known", and never "no"."""

from typing import TYPE_CHECKING, Any

import msgspec

from sasando.core.facts.declared import FACTS

if TYPE_CHECKING:
    Dossier = Any
else:
    Dossier = msgspec.defstruct(
        "Dossier",
        [(fact.key, fact.kind.python_type | None, None) for fact in FACTS.values()],
        namespace={"__doc__": "One attribute a fact of `FACTS`; its type is `Fact.kind.python_type`, or None."},
        kw_only=True,
        omit_defaults=True,
        frozen=True,
        gc=False,
    )
