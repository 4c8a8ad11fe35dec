"""What a person would call the browser in which a session runs."""

from typing import Final

from django.utils.translation import gettext as _

from sasando.web.shell.request import Request

BROWSER: Final = "browser"
"""Key in the session: browser and system, as two words."""

# the order counts: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_of(request: Request) -> list[str]:
    """Browser and system of this request; empty where we do not know the word."""
    said = request.headers.get("User-Agent", "")
    return [next((word for mark, word in words if mark in said), "") for words in (_BROWSERS, _SYSTEMS)]


def in_words(browser: list[str] | None) -> str:
    """`["Chrome", "Windows"]` -> Chrome di Windows."""
    known, system = browser or ("", "")
    if known and system:
        return _("%(browser)s di %(system)s") % {"browser": known, "system": system}
    return known or system or _("Peramban yang tidak dikenal")
