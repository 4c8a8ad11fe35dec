"""Lists on their way for the tests of their pages: a letter, who reads it, and what a page says."""

import html
import re

import pytest

from sasando.domain.access import act_as
from sasando.domain.gates.models import Gate
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry

MAUMERE, LEWOLEBA = "pelabuhan-lorens-say", "pelabuhan-lewoleba"
NUNUKAN, MAKASSAR = "pelabuhan-nunukan", "pelabuhan-makassar"
SCRIPT = "<script>alert(1)</script>"
PASTED = """*Daftar PMI deportasi, KM Bukit Siguntang, sebanyak 5 orang*
Turun Maumere:
1. Maria Uji Bria, P, 25 th, Flores Timur
2. Yohanes Uji Nahak, L, 31 th, Ende
4. Yosef Uji Seran, L, umur 2x, Ende
Turun Larantuka:
5. Petrus Uji Lamak, L, 40 th, Flores Timur
"""


def gate(key):
    return Gate.objects.get(pk=key)


def page_of(answer):
    return html.unescape(answer.content.decode())


def field(page, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', page
    )
    return html.unescape(found[1]) if found else ""


def given(client, **more):
    """The fields of the form of a new list, as the page has them."""
    page = client.get("/perjalanan/baru/").content.decode()
    return {"key": field(page, "key"), "kind": "return", "due": MAUMERE, "text": PASTED} | more


@pytest.fixture
def acts(actor_of):
    def begin(role):
        actor = actor_of(role)
        act_as(actor)
        return actor

    return begin


@pytest.fixture
def listed(db, acts):
    """A list of six, announced by the sister office; five are due at Lorens Say."""
    by = acts("sister-office")
    names = ["Maria Uji Bria", "Yohanes Uji Nahak", "Yosef Uji Seran", "Petrus Uji Lamak", "Ana Uji Tolok"]
    lines = "\n".join(f"{n}. {name}, L, {20 + n} th, Ende" for n, name in enumerate(names, 1))
    content = (
        f"Daftar sebanyak 6 orang\nTurun Maumere:\n{lines}\nTurun Larantuka:\n6. Lukas Uji Hurint, L, 50 th, Ende\n"
    )
    letter = Letter(title="Surat Uji", content=content.encode(), came_from=gate(NUNUKAN), due=gate(MAUMERE))
    return announce_roster(letter, by=by)


@pytest.fixture
def quay(client_of):
    return client_of("quay-officer")


def here(roster, what="", at=MAUMERE):
    return f"/perjalanan/{roster.pk}/di/{at}/{what}"


def entry(roster, name):
    return Entry.objects.get(roster=roster, full_name__startswith=name)
