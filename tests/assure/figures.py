"""`python -m tests.assure.figures FIGURES COMMIT`: prints the figures of a run and writes them down."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "operations" / "assurance.md"
HEAD = "| what | figure | day | commit |\n|---|---:|---|---|\n"


def write(figures: Path, commit: str) -> None:
    """Each figure replaces the one that stood there under its name."""
    day = datetime.now(UTC).date().isoformat()
    before, _, table = PAGE.read_text(encoding="utf-8").partition(HEAD)
    rows = {line.split("|")[1].strip(): line for line in table.splitlines() if line.startswith("|")}
    for line in figures.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        what = f"{one['name']}: {one['what']}"
        rows[what] = f"| {what} | {one['value']} | {day} | {commit} |"
        sys.stdout.write(f"{what}: {one['value']}\n")
    PAGE.write_text(before + HEAD + "\n".join(rows[key] for key in sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
