"""Makes docs/check.svg, the picture of a real run in the README. Run: .venv/bin/python examples/make_picture.py"""

import io
import re
from datetime import date
from pathlib import Path

from rich.console import Console

from sasando.cli.run import Order, Screen, run_check
from sasando.exchange.reports.terminal import print_summary

ROOT = Path(__file__).parents[1]
SHOWN_HEIGHT = 900  # the first rows; the list goes on below


def main() -> None:
    """Check the sample list and keep the screen as a picture."""
    out = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, highlight=False)
    order = Order(source=str(ROOT / "examples" / "calon.xlsx"))
    report, _ = run_check(order, Screen(out, Console(stderr=True)), today=date(2026, 3, 2))
    print_summary(report, out)
    picture = out.export_svg(title="./sasando check examples/calon.xlsx")
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)  # fonts come from nowhere else
    picture = re.sub(r"<!--.*?-->", "", picture).replace("Fira Code, monospace", "monospace")
    picture = re.sub(r'viewBox="0 0 (\S+) \S+"', rf'viewBox="0 0 \1 {SHOWN_HEIGHT}"', picture, count=1)
    (ROOT / "docs" / "check.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
