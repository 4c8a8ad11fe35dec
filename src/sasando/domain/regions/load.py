"""Puts the regions that ship with the program into the database: again and again, and only what differs is written."""

import csv
import io
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from django.db import transaction

from sasando.core.facts.tables import table
from sasando.domain.regions.models import Kind, Region

_COLUMNS: Final = ("name", "kind", "parent_id", "bps_code")
_BATCH: Final = 1000
_NTT: Final = "53"


def load_regions() -> int:
    """All provinces and regencies of Indonesia, all districts and villages of NTT. Returns how many rows it wrote.

    Nothing is deleted: a code that a later edition drops stays, because people are recorded under it.
    """
    known = {code: rest for code, *rest in Region.objects.values_list("code", *_COLUMNS)}
    fresh = [region for region in _shipped() if known.get(region.code) != [getattr(region, c) for c in _COLUMNS]]
    with transaction.atomic():
        for level in range(4):
            Region.objects.bulk_create(
                [region for region in fresh if region.code.count(".") == level],
                batch_size=_BATCH,
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=_COLUMNS,
            )
    return len(fresh)


def _shipped() -> Iterator[Region]:
    bps = {row["kode_kemendagri"]: row["kode_bps"] for row in table("ntt_kemendagri_bps_regencies.csv")}
    bps |= {row["kode"]: row["kode_bps"] for row in _own_table("ntt_bps_2018.csv")}
    bps[_NTT] = _NTT  # every BPS code of NTT begins with it
    for row in _own_table("provinces_id.csv"):
        yield Region(code=row["kode"], name=row["nama"], kind=Kind.PROVINCE, bps_code=bps.get(row["kode"], ""))
    for row in table("regencies_id.csv"):
        kind = Kind.CITY if row["jenis"] == "Kota" else Kind.REGENCY
        yield _below(row["kode"], f"{row['jenis']} {row['nama']}", kind, bps)
    villages = table("ntt_villages.csv")
    districts = {row["kode"].rpartition(".")[0]: row["nama_kec"] for row in villages}
    for code, name in districts.items():
        yield _below(code, name, Kind.DISTRICT, bps)
    for row in villages:
        yield _below(row["kode"], row["nama"], Kind.VILLAGE if row["jenis"] == "desa" else Kind.KELURAHAN, bps)


def _below(code: str, name: str, kind: Kind, bps: dict[str, str]) -> Region:
    return Region(code=code, name=name, kind=kind, parent_id=code.rpartition(".")[0], bps_code=bps.get(code, ""))


def _own_table(name: str) -> list[dict[str, str]]:
    content = (files("sasando.domain.regions") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(content)))
