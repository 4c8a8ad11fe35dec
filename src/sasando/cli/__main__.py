"""The commands that need no platform: `sasando check`, `explain`, `facts`, `match`, `pages`, `roster`, `card`."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while libraries are loading: end, without a traceback

import sys  # noqa: E402
from typing import Annotated  # noqa: E402

import typer  # noqa: E402

from sasando import __version__  # noqa: E402
from sasando.cli import card, check, explain, facts, match, pages, roster  # noqa: E402

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Sasando: apa yang masih diminta hukum dari setiap calon pekerja migran, dan mengapa. "
    "(What the law still asks of each candidate, and why.)",
)
for command in (check.check, explain.explain, facts.facts, match.match, pages.pages):
    app.command()(command)
app.add_typer(roster.app, name="roster")
app.add_typer(card.app, name="card")


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


def run() -> None:
    """Run the program. A screen that lacks our signs shows question marks, and a wrong order is one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # each ends as Ctrl-C does: cleaned up
        signal.signal(stop, signal.default_int_handler)
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], prog_name="./sasando", standalone_mode=False))
    except typer.TyperException as problem:
        said = problem.format_message().rstrip(".")
        typer.echo(f"Perintah tidak dapat dijalankan: {said}. Lihat (see) ./sasando --help", err=True)
        sys.exit(check.UNREADABLE)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(check.INTERRUPTED)


if __name__ == "__main__":
    run()
