"""Every deed that is recorded has words, and every kind of thing that it is done to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from sasando.domain.audit.words import DEEDS, THINGS, deed, fields, thing

SOURCES = sorted((Path(__file__).parents[2] / "src/sasando").rglob("*.py"))
ACTION = re.compile(r"[a-z]+\.[a-z_]+")


def recorded() -> Iterator[tuple[str, str]]:
    """Every action in the source: the first argument of `audit.record`, and what is written past it by hand."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            first = [node.args[0]] if name in ("audit.record", "record") and node.args else []
            first += [word.value for word in node.keywords if name == "Fact.objects.create" and word.arg == "action"]
            for part in first:
                for found in ast.walk(part):
                    if isinstance(found, ast.Constant) and ACTION.fullmatch(str(found.value)):
                        yield str(found.value), file.name


class TestWordsForDeeds:
    def test_are_there_for_every_action_that_is_recorded(self):
        actions = dict(recorded())
        assert len(actions) > 30, "the search itself found nothing"
        assert {action: file for action, file in actions.items() if action not in DEEDS} == {}

    def test_name_only_things_that_exist(self):
        models = {model._meta.label_lower for model in apps.get_models()}
        assert set(THINGS) <= models

    @pytest.mark.parametrize("action", DEEDS)
    def test_are_words(self, action):
        assert deed(action) != action
        assert deed(action)[0].isupper()


class TestWhatHasNoWords:
    def test_is_shown_as_it_is(self):
        assert (deed("moon.landed"), thing("space.moon"), thing("")) == ("moon.landed", "space.moon", "")

    def test_fields_say_a_word_once(self):
        assert fields(["full_name", "name", "nik"]) == "nama, NIK"
