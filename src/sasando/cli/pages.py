"""`sasando pages DIR`: the pages that lawyers review, written from the code: requirements, findings, flags, tables."""

from pathlib import Path
from typing import Annotated

import typer

from sasando.cli.check import sentences
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.pages import index, page
from sasando.core.law.table_pages import findings_page, flags_page, tables_page


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
    beside = {"temuan.md": findings_page(), "tanda-bahaya.md": flags_page(), "tabel.md": tables_page()}
    return {"README.md": index(RULEBOOK.columns), **made, **beside}
