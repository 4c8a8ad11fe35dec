"""The program: `sasando check`, `explain`, `facts`, `demo`, `pages`."""

from typing import Annotated

import typer

from sasando import __version__
from sasando.cli import check, demo, explain, facts, pages

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Sasando: apa yang masih diminta hukum dari setiap calon pekerja migran, dan mengapa. "
    "(What the law still asks of each candidate, and why.)",
)
for command in (check.check, explain.explain, facts.facts, demo.demo, pages.pages):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sasando {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Sebutkan versinya. (Version.)")
    ] = False,
) -> None:
    """Options that stand before the command."""


if __name__ == "__main__":
    app()
