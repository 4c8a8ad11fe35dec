"""`sasando explain KEY`: one requirement with its law, its history and its cases."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown

from sasando.cli.check import refuse
from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.indonesia import PROVEN_FACTS
from sasando.core.law.pages import page
from sasando.core.law.requirement import ProvenFact

CASES = Path(__file__).parents[3] / "tests" / "law"


def explain(
    key: Annotated[str, typer.Argument(help="Kunci syarat, mis. passport, atau kode fakta, mis. N04")],
) -> None:
    """Jelaskan satu syarat: hukumnya, riwayatnya, contohnya. (Explain one requirement.)"""
    console = Console(highlight=False)
    by_name = {name.casefold(): name for name in (*RULEBOOK.by_key, *PROVEN_FACTS)}
    found = by_name.get(key.casefold())
    if found is None:
        meant, _ = did_you_mean(by_name[name] for name in nearest(key.casefold(), by_name, at_least=60))
        refuse({"id": f"Tidak ada syarat bernama {key}.{meant} Daftarnya: docs/law/README.md."}, "id")
    text = _fact_page(PROVEN_FACTS[found]) if found in PROVEN_FACTS else page(RULEBOOK.by_key[found]) + _cases(found)
    if console.is_terminal:
        console.print(Markdown(text))
    else:
        typer.echo(text)


def _fact_page(fact: ProvenFact) -> str:
    decides = "menentukan keputusan bila terbukti" if fact.decides else "ditampilkan, tidak pernah menentukan"
    found_by = sorted(
        {
            column.key
            for column in RULEBOOK.columns
            for verdict in column.verdicts.values()
            if fact.code in verdict.check.findings
        }
    )
    return "\n".join(
        [
            f"# {fact.code}: {fact.says['id']}",
            "",
            f"*{fact.says['en']}*",
            "",
            f"- Dasar: {'; '.join(fact.basis)}",
            f"- Tentang: {fact.about}; {decides}",
            f"- Keyakinan: {fact.confidence}",
            f"- Ditemukan oleh: {', '.join(found_by) or (fact.no_data or {}).get('id', '–')}",
            "",
        ]
    )


def _cases(key: str) -> str:
    lines = [f"- {case['name']} → **{case['then']}**" for case in _all_cases() if case.get("requirement") == key]
    return "\n".join(["## Contoh", "", *lines, ""]) if lines else ""


def _all_cases() -> Iterator[Mapping[str, Any]]:
    for file in sorted(CASES.glob("*.toml")):
        yield from (case for case in tomllib.loads(file.read_text(encoding="utf-8")).get("case", ()) if "then" in case)
