"""What can be known about a dossier, and reading what people write in a cell."""

from sasando.core.facts.declared import FACTS
from sasando.core.facts.dossier import Dossier
from sasando.core.facts.fact import Fact, Kind, Says, Sensitivity, Supplier

__all__ = ["FACTS", "Dossier", "Fact", "Kind", "Says", "Sensitivity", "Supplier"]
