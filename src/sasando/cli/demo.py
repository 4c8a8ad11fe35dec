"""`sasando demo`: the main job on the sample list, with its reports, and what to try next."""

from datetime import datetime
from pathlib import Path

from rich.console import Console

from sasando.cli.check import sentences
from sasando.cli.outputs import Outputs
from sasando.cli.run import Order, Screen, run_check
from sasando.exchange.reports.terminal import print_summary
from sasando.exchange.reports.words import WITA

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "examples" / "calon.xlsx"
REPORTS = ROOT / "laporan"

NEXT = """
Laporan (reports):
  {xlsx}
  {pdf}
  {json}

Berikutnya (next):
  ./sasando check DAFTAR.xlsx --xlsx hasil.xlsx --pdf hasil.pdf   periksa daftar Anda (check your own list)
  ./sasando facts --template daftar.xlsx                          daftar kosong untuk diisi (an empty list)
  ./sasando explain passport                                      satu syarat dan pasalnya (one requirement)
"""


def demo() -> None:
    """Jalankan contoh: periksa examples/calon.xlsx dan tulis laporannya. (Run the main job on the sample.)"""
    screen = Screen(Console(highlight=False), Console(stderr=True, highlight=False))
    xlsx, pdf, json = (REPORTS / f"calon.{kind}" for kind in ("xlsx", "pdf", "jsonl"))
    order = Order(source=str(SAMPLE), outputs=Outputs(json=json, xlsx=xlsx, pdf=pdf))
    with sentences("id"):
        REPORTS.mkdir(exist_ok=True)
        report, _ = run_check(order, screen, today=datetime.now(WITA).date())
    print_summary(report, screen.out)
    places = {"xlsx": xlsx, "pdf": pdf, "json": json}
    screen.out.print(NEXT.format(**{kind: path.relative_to(ROOT) for kind, path in places.items()}), soft_wrap=True)
