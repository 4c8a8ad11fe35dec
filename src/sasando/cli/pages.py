"""`sasando pages DIR`: the pages that lawyers review, one a requirement, written from the code."""

from pathlib import Path
from typing import Annotated

import typer

from sasando.cli.check import sentences
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.pages import index, page


def pages(
    folder: Annotated[Path, typer.Argument(help="Folder tujuan, mis. docs/law")],
) -> None:
    """Tulis satu halaman per syarat untuk ahli hukum. (Write the pages for lawyers.)"""
    with sentences("id"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts().items():
            (folder / name).write_text(text, encoding="utf-8")
    typer.echo(f"{len(RULEBOOK.columns)} halaman ditulis di {folder}")


def texts() -> dict[str, str]:
    """Every page by its file name."""
    made = {f"{column.key}.md": page(column) for column in RULEBOOK.columns}
    return {"README.md": index(RULEBOOK.columns), **made}
