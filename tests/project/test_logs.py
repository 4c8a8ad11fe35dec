"""Logs say what happened and where, never whom it was about."""

import logging

import pytest

from sasando.project.logs import WithoutValues


class TestAnErrorThatQuotesAPerson:
    @pytest.fixture
    def line(self):
        try:
            raise ValueError("Key (nik)=(5321054505990001) already exists")
        except ValueError as error:
            record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "Internal Server Error", None, None)
            record.exc_info = (type(error), error, error.__traceback__)
        WithoutValues().filter(record)
        return logging.Formatter("%(message)s").format(record)

    def test_keeps_its_kind_and_its_place(self, line):
        assert "Internal Server Error [ValueError]" in line
        assert "test_logs.py" in line

    def test_does_not_tell_what_it_quoted(self, line):
        assert "5321054505990001" not in line
