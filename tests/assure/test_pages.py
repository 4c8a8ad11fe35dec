"""Every page of every role in a real browser: axe finds nothing, nothing is wider than the phone, no error is said."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser import DESK, PHONE

from sasando.domain.access import roles

pytestmark = [pytest.mark.xdist_group("site")]
SAMPLE = ("placement-officer", "village", "administrator")
SKIP = re.compile(r"keluar|bahasa|\.(xlsx|pdf|csv|json)|^https?:|^#|^mailto:")


def pages_of(page, most: int) -> list[str]:
    """Every address that the role's menu leads to, and the first of each kind that those pages lead to."""
    found, kinds = ["/"], {"/"}
    for address in found:
        if len(found) > most:
            break
        page.goto(address)
        for link in page.locator("a[href]:not([download])").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        ):
            path = link.split("?")[0].split("#")[0]
            kind = re.sub(r"[0-9a-f-]{36}|\d[\d.]*|(?<=gerbang/)[a-z-]+", "*", path)
            if path.startswith("/") and not SKIP.search(path) and kind not in kinds:
                kinds.add(kind)
                found.append(path)
    return found


class TestEveryPage:
    @pytest.mark.parametrize("role", roles())
    def test_is_sound(self, enter, role, whole, figure):
        if not whole and role not in SAMPLE:
            return
        first = enter(role)
        addresses = pages_of(first, 90 if whole else 36)
        looks = [(PHONE, "light"), (DESK, "light"), (PHONE, "dark"), (DESK, "dark")] if whole else [(PHONE, "light")]
        wrong, axe = [], Axe()
        for size, scheme in looks:
            page = enter(role, size, color_scheme=scheme)
            for address in addresses:
                page.goto(address)
                where = f"{address} {size['width']} {scheme}"
                wrong += [
                    f"{where}: {one['id']} {one['nodes'][0]['target']}" for one in axe.run(page).response["violations"]
                ]
                if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                    wrong.append(f"{where}: wider than the screen")
        figure(f"pages x looks as {role}", len(addresses) * len(looks))
        figure(f"violations as {role}", len(wrong))
        assert wrong == []
