"""The outlines of the 22 regencies of NTT as paths for a drawing, read once. Good for a picture, not for a boundary."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_WIDTH = 1000
_MARGIN = 12

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A region to draw: its path, and the point where its number stands."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat map: degrees become units of the drawing, equally far apart in both directions at its middle latitude."""

    west: float
    north: float
    across: float  # units a degree of longitude
    down: float  # units a degree of latitude
    width: int
    height: int
    outlines: Mapping[str, Outline]

    @property
    def view_box(self) -> str:
        """For the drawing element."""
        return f"0 0 {self.width} {self.height}"

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the earth lies on the drawing."""
        x = _MARGIN + (longitude - self.west) * self.across
        y = _MARGIN + (self.north - latitude) * self.down
        return round(x, 1), round(y, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point falls on the drawing at all."""
        x, y = self.place(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


@cache
def ntt() -> Sheet:
    """The map of Nusa Tenggara Timur."""
    text = (files("sasando.domain.regions") / "data" / "ntt_regencies_light.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    blank = _blank_sheet([point for feature in features for ring in _rings(feature["geometry"]) for point in ring])
    outlines = {feature["id"]: _outline(feature, blank) for feature in features}
    return Sheet(blank.west, blank.north, blank.across, blank.down, blank.width, blank.height, outlines)


def _blank_sheet(points: Sequence[Sequence[float]]) -> Sheet:
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    across = (_WIDTH - 2 * _MARGIN) / (east - west)
    # a degree of longitude is shorter than one of latitude away from the equator
    down = across / math.cos(math.radians((north + south) / 2))
    height = round((north - south) * down + 2 * _MARGIN)
    return Sheet(west, north, across, down, _WIDTH, height, {})


def _outline(feature: Mapping[str, Any], sheet: Sheet) -> Outline:
    rings = [_closed([sheet.place(*point) for point in ring]) for ring in _rings(feature["geometry"])]
    facts = feature["properties"]
    x, y = sheet.place(*facts["label"])
    return Outline(feature["id"], f"{facts['jenis']} {facts['nama']}", "".join(rings), x, y)


def _rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return (ring for polygon in polygons for ring in polygon)


def _closed(points: Sequence[tuple[float, float]]) -> str:
    # steps instead of places: two thirds of the text
    (x, y), *rest = points
    steps = []
    for next_x, next_y in rest:
        steps.append(f"{round(next_x - x, 1):g} {round(next_y - y, 1):g}")
        x, y = next_x, next_y
    return f"M{points[0][0]:g} {points[0][1]:g}l{' '.join(steps)}z"
