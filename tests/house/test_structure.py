"""The house stays as it was built: small files and functions, plain names, a core without clock or files."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
OURS = SOURCES + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "bench").rglob("*.py"))
DOMAIN = sorted((ROOT / "src/sasando/domain").rglob("*.py"))
VIEWS = sorted((ROOT / "src/sasando/web").rglob("views.py"))
CORE = [file for file in SOURCES if "core" in file.relative_to(ROOT / "src/sasando").parts]

BANNED_NAMES = {"utils", "helpers", "services", "managers", "signals", "common", "misc", "util", "helper"}
CLOCKS = {"today", "now", "utcnow", "time", "monotonic", "perf_counter"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW = 500, 30, 15


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return 0 if not body else (function.end_lineno or 0) - body[0].lineno + 1


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


class TestEveryFile:
    @pytest.mark.parametrize("file", OURS, ids=name_of)
    def test_is_short(self, file):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE

    @pytest.mark.parametrize("file", SOURCES, ids=name_of)
    def test_has_short_functions(self, file):
        long = [f"{f.name}: {body_lines(f)}" for f in functions(file) if body_lines(f) > LONGEST_FUNCTION]
        assert not long

    @pytest.mark.parametrize("file", [file for file in SOURCES if "migrations" not in file.parts], ids=name_of)
    def test_says_in_its_docstring_what_it_is(self, file):
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))

    def test_bears_the_name_of_a_concept(self):
        bad = [name_of(file) for file in OURS if BANNED_NAMES & {part.removesuffix(".py") for part in file.parts}]
        assert not bad


class TestTheCore:
    @pytest.mark.parametrize("file", CORE, ids=name_of)
    def test_reads_no_clock_and_opens_no_file(self, file):
        calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
        clocks = [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS]
        opens = [call.id for call in calls if isinstance(call, ast.Name) and call.id in ("open", "print", "input")]
        assert not clocks + opens


class TestTheDomain:
    FORBIDDEN = ("django.http", "django.shortcuts", "django.views", "django.forms", "django.urls", "django.template")

    @pytest.mark.parametrize("file", DOMAIN, ids=name_of)
    def test_knows_no_page_and_no_request(self, file):
        nodes = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.ImportFrom)]
        assert not [node.module for node in nodes if (node.module or "").startswith(self.FORBIDDEN)]

    def test_has_a_readme_for_every_concept(self):
        concepts = [folder for folder in (ROOT / "src/sasando/domain").iterdir() if (folder / "models.py").is_file()]
        assert not [folder.name for folder in concepts if not (folder / "README.md").is_file()]

    def test_points_downwards_only_with_its_foreign_keys(self):
        """import-linter cannot see `ForeignKey("people.Person")`; the order is read from its contract."""
        contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
        order = next(one["layers"] for one in contracts if one["containers"] == ["sasando.domain"])
        floor = {name.strip(): -at for at, names in enumerate(order) for name in names.split("|")}
        wrong = []
        for model in apps.get_models():
            for field in model._meta.get_fields():
                to = getattr(field, "related_model", None) if getattr(field, "concrete", False) else None
                if to and {model._meta.app_label, to._meta.app_label} <= set(floor):
                    wrong += [str(field)] if floor[to._meta.app_label] > floor[model._meta.app_label] else []
        assert not wrong


class TestEveryView:
    @pytest.mark.parametrize("file", VIEWS, ids=name_of)
    def test_is_at_most_fifteen_lines(self, file):
        long = [f"{f.name}: {body_lines(f)}" for f in functions(file) if body_lines(f) > LONGEST_VIEW]
        assert not long


class TestWhatIsCommitted:
    @pytest.fixture
    def files(self):
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return [ROOT / name for name in listed.splitlines()]

    def test_holds_no_lock_of_uv_and_nothing_that_the_program_writes(self, files):
        names = {str(file.relative_to(ROOT)) for file in files}
        assert not {name for name in names if name == "uv.lock" or name.startswith(("laporan/", ".venv"))}

    def test_names_no_registry_and_no_folder_of_a_machine(self, files):
        forbidden = [
            "index" + "-url",
            "pypi" + ".org/simple",
            "files." + "pythonhosted",
            "/work" + "/main",
            "/root" + "/",
        ]
        texts = [(file, file.read_text(encoding="utf-8", errors="ignore")) for file in files if file.is_file()]
        assert not [(name_of(file), word) for file, text in texts for word in forbidden if word in text]

    def test_leaves_nothing_unfinished_behind(self, files):
        marks = ["TO" + "DO", "FIX" + "ME", "X" * 3 + " ", "raise NotImplemented" + "Error"]
        sources = [file for file in files if file in SOURCES]
        assert not [(name_of(file), mark) for file in sources for mark in marks if mark in file.read_text()]


class TestTheFloors:
    def test_look_down_only(self):
        """In a process of its own: import-linter switches off the loggers of whoever calls it."""
        lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
        done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
