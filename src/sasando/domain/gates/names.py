"""Which gate a name in a timetable means: its name, another name, a code of an airport, or the town it lies in."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.facts.unreadable import unreadable
from sasando.core.facts.writing import plain, quoted, squash
from sasando.domain.gates.models import Gate, Kind, Mode
from sasando.domain.gates.tables import rows

_KIND_WORDS: Final = re.compile(
    r"^(?:pelabuhan|pelab|pel|plb|bandara|bandar udara|dermaga|terminal|gerbang|pos lintas batas|plbn|port of|airport)"
    r"(?:\.\s*|\s+)(?:laut\s+|feri\s+|penyeberangan\s+)?"
    r"|\s+(?:harbour|port|airport|border post)$"
)
_KINDS: Final[Mapping[str, Collection[str]]] = {
    Mode.SHIP: (Kind.HARBOUR, Kind.OTHER),
    Mode.FERRY: (Kind.HARBOUR, Kind.OTHER),
    Mode.FLIGHT: (Kind.AIRPORT, Kind.OTHER),
    Mode.ROAD: tuple(Kind),
}


class GateNames:
    """All names of some gates. Closed gates have none."""

    def __init__(self, gates: Iterable[Gate]) -> None:
        self._gates = {gate.slug: gate for gate in gates if gate.active}
        self._named: dict[str, list[Gate]] = defaultdict(list)
        self._towns: dict[str, list[Gate]] = defaultdict(list)
        for gate in self._gates.values():
            self._named[squash(gate.name)].append(gate)
            self._named[squash(gate.slug)].append(gate)
            self._towns[squash(gate.city)].append(gate)
        for row in rows("aliases.csv"):
            if row["gate"] in self._gates:
                self._named[squash(row["alias"])].append(self._gates[row["gate"]])

    def read(self, written: str, mode: str = "") -> Gate:
        """The gate that is meant by who travels so. Raises `Unreadable` when none is, or more than one."""
        fits = _KINDS.get(mode, tuple(Kind))
        for name in dict.fromkeys((squash(written), squash(_KIND_WORDS.sub("", plain(written).strip())))):
            for known in (self._named, self._towns):
                found = list({gate.slug: gate for gate in known.get(name, ()) if gate.kind in fits}.values())
                if len(found) == 1:
                    return found[0]
                if found:
                    ask = did_you_mean(gate.title for gate in found)
                    raise unreadable(
                        f"Ada lebih dari satu gerbang {quoted(written)}.{ask[0]}",
                        f"There is more than one gate {quoted(written)}.{ask[1]}",
                    )
        near = [one for one in (*self._named, *self._towns) if any(g.kind in fits for g in self._of(one))]
        meant = nearest(squash(_KIND_WORDS.sub("", plain(written).strip())), near, at_least=70)
        ask = did_you_mean(gate.name for one in meant for gate in self._of(one) if gate.kind in fits)
        raise unreadable(
            f"Gerbang {quoted(written)} tidak dikenal.{ask[0] or ' Pakai nama dari halaman Gerbang.'}",
            f"The gate {quoted(written)} is not known.{ask[1] or ' Use a name from the page Gates.'}",
        )

    def _of(self, name: str) -> list[Gate]:
        return [*self._named.get(name, ()), *self._towns.get(name, ())]
