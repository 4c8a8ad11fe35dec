"""What exists is written down, and what is written down exists."""

import re
from pathlib import Path

import pytest

from sasando.cli.__main__ import app
from sasando.core.law.explanation import RULEBOOK
from tests.house.test_structure import ROOT

COMMANDS = sorted(command.callback.__name__ for command in app.registered_commands)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("bench/*.md")])


class TestEveryCommand:
    @pytest.mark.parametrize("command", COMMANDS)
    @pytest.mark.parametrize("readme", ["README.md", "README.id.md"])
    def test_is_in_the_readme(self, command, readme):
        assert f"./sasando {command}" in (ROOT / readme).read_text(encoding="utf-8")


class TestEveryRequirement:
    @pytest.mark.parametrize("key", [column.key for column in RULEBOOK.columns])
    def test_has_its_page_in_the_index(self, key):
        assert f"({key}.md)" in (ROOT / "docs/law/README.md").read_text(encoding="utf-8")


class TestEveryPackage:
    def test_is_on_the_map(self):
        text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
        packages = {
            str(file.parent.relative_to(ROOT))
            for file in (ROOT / "src/sasando").rglob("__init__.py")
            if file.parent.name != "migrations"
        }
        assert not {name for name in packages - {"src/sasando", "src/sasando/core"} if name.split("/")[-1] not in text}


class TestEveryDocument:
    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
    def test_links_to_what_is_there(self, document: Path):
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
        missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
        assert not missing

    def test_of_the_decisions_is_in_their_index(self):
        index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
        assert all(file.name in index for file in (ROOT / "docs/adr").glob("0*.md"))

    def test_of_a_role_is_in_the_index_of_guides(self):
        index = (ROOT / "docs/guides/README.md").read_text(encoding="utf-8")
        assert all(file.name in index for file in (ROOT / "docs/guides").glob("*.md") if file.name != "README.md")
