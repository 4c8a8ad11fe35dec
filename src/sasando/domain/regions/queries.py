"""Reads over regions: the line of places of many at once, and finding a region by name or by either code."""

import re
from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Length

from sasando.domain.regions.models import Region, RegionQuerySet

_KIND_WORDS = re.compile(
    r"^(?:provinsi|prov\.?|kabupaten|kab\.?|kota|kecamatan|kec\.?|desa|ds\.?|kelurahan|kel\.?)\s+", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9.]+")


def codes_above(code: str) -> list[str]:
    """The code and those of the regions in which it lies, smallest first.

    >>> codes_above("53.01.04.2003")
    ['53.01.04.2003', '53.01.04', '53.01', '53']
    """
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def place_lines(codes: Iterable[str]) -> dict[str, str]:
    """For each code "Desa Bokonusan, Kec. Semau, Kab. Kupang", in one query for all. Unknown codes are left out."""
    wanted = set(codes)
    needed = {above for code in wanted for above in codes_above(code)}
    regions = Region.objects.in_bulk(needed) if needed else {}
    return {code: _line([regions[c] for c in codes_above(code) if c in regions]) for code in wanted if code in regions}


def place_line(code: str) -> str:
    """The line of places of one code; "" when there is no such region."""
    return place_lines([code]).get(code, "")


def _line(smallest_first: list[Region]) -> str:
    # everybody here knows that the regency lies in NTT; only a province that stands alone is named
    return ", ".join(region.short_title for region in (smallest_first[:-1] or smallest_first))


def with_counts(regions: RegionQuerySet) -> RegionQuerySet:
    """The regions by code, each with how many lie directly below (`below`) and below those (`further`)."""
    counted = regions.annotate(
        below=Count("children", distinct=True), further=Count("children__children", distinct=True)
    )
    return counted.order_by("code")  # grouping drops the order that the model names


def dotted(digits: str) -> str:
    """A Kemendagri code that was written without its dots.

    >>> dotted("5301042003"), dotted("5306"), dotted("530"), dotted("5301041")
    ('53.01.04.2003', '53.06', '', '')
    """
    if len(digits) not in (2, 4, 6, 10):
        return ""
    parts = [digits[0:2], digits[2:4], digits[4:6], digits[6:10]]
    return ".".join(part for part in parts if part)


def search(regions: RegionQuerySet, text: str) -> RegionQuerySet:
    """By either code, or by name: "Oesao, Kupang Timur" is an Oesao in something named Kupang Timur.

    A number can be a code of both systems and mean two places; then both are found.
    """
    text = text.strip()
    if _DIGITS.fullmatch(text):
        return _by_code(regions, text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return regions.none()
    first, *others = (_KIND_WORDS.sub("", part) for part in parts)
    found = regions.filter(name__icontains=first)
    for other in others:
        found = found.filter(
            Q(parent__name__icontains=other)
            | Q(parent__parent__name__icontains=other)
            | Q(parent__parent__parent__name__icontains=other)
        )
    nearness = Case(
        When(Q(name__iexact=parts[0]) | Q(name__iexact=first), then=Value(0)),
        When(Q(name__iendswith=f" {first}"), then=Value(1)),
        When(Q(name__istartswith=first), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return found.alias(nearness=nearness, size=Length("code")).order_by("nearness", "size", "code")


def _by_code(regions: RegionQuerySet, text: str) -> RegionQuerySet:
    digits = text.replace(".", "")
    kemendagri = text.strip(".") if "." in text.strip(".") else dotted(digits)
    # with its dots written, a code is one of Kemendagri; BPS writes none
    bps = "" if "." in text.strip(".") else digits
    found = Q(code=kemendagri)
    if bps:
        found |= Q(bps_code=bps)
    return regions.filter(found).order_by("code")
