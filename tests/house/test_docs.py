"""What exists is written down, and what is written down exists."""

import re
from pathlib import Path

import pytest

from sasando.core.law.explanation import RULEBOOK
from sasando.project.__main__ import app
from tests.house.test_structure import ROOT

COMMANDS = sorted(
    [
        *(command.callback.__name__ for command in app.registered_commands),
        *(
            f"{group.name} {one.callback.__name__}"
            for group in app.registered_groups
            for one in group.typer_instance.registered_commands
        ),
    ]
)
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


class TestEveryRight:
    def test_has_words_for_people(self):
        from sasando.domain.access import actions
        from sasando.domain.access.words import ACTIONS

        assert set(actions()) <= set(ACTIONS)

    def test_of_a_role_is_explained_in_a_guide(self):
        guides = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs/guides").glob("*.md"))
        named = [
            "Kepala",
            "engantar kerja",
            "pelindungan",
            "pos",
            "Dinas",
            "desa",
            "P3MI",
            "sosiasi",
            "linik",
            "sikolog",
        ]
        named += ["migrasi", "enyidik", "ugus tugas", "endamping", "BP3MI lain", "engelola"]
        assert not [one for one in named if one not in guides]


class TestEveryPage:
    def test_of_an_area_is_on_the_map(self):
        areas = [folder.name for folder in (ROOT / "src/sasando/web").iterdir() if (folder / "urls.py").is_file()]
        text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
        assert not [area for area in areas if area not in text]


class TestEveryCheckOfAssurance:
    def test_is_in_its_table(self):
        text = (ROOT / "docs/operations/assurance.md").read_text(encoding="utf-8")
        names = [file.stem.removeprefix("test_") for file in (ROOT / "tests/assure").glob("test_*.py")]
        assert not [name for name in names if f"| `{name}` |" not in text]


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
