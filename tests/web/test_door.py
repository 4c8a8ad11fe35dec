"""The public door: its pages need no account, no database of persons, and set no cookie."""

import pytest
from django.test import Client, override_settings

from sasando.project.settings import BEFORE, DOOR

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def visitor():
    with override_settings(ROOT_URLCONF="sasando.project.urls_door", MIDDLEWARE=[*BEFORE, *DOOR]):
        yield Client()


class TestAVisitor:
    def test_finds_the_official_channels(self, visitor):
        assert "0800-1000" in visitor.get("/").content.decode()

    def test_reads_what_the_law_asks_with_its_articles(self, visitor):
        page = visitor.get("/syarat/").content.decode()
        assert "UU 18/2017" in page
        assert page.count("<li>") > 20

    def test_is_given_no_cookie(self, visitor):
        assert not visitor.get("/").cookies


class TestTheCountOfWaivers:
    def test_is_open_to_everybody_and_names_nobody(self, visitor, db):
        shown = visitor.get("/pengecualian/").content.decode()
        assert "Belum ada pengecualian" in shown
