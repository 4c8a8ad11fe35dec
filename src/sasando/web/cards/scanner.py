"""The scanner, which a phone keeps: its page, its service worker, and the words that its scripts say."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sasando.core.credentials.words import KINDS, LABELS, SAYS
from sasando.web.shell.guard import public

_HERE: Final = Path(__file__).parent
_SHELL: Final = _HERE.parent / "shell" / "static" / "shell"
_OF_SHELL: Final = ("shell.css", "theme.js", "mark.svg", "band.svg")
_WHY: Final = "the scanner holds nothing of anybody"


@require_safe
@public(_WHY)
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The one page of the scanner; its scripts do the rest."""
    return render(request, "cards/scanner.html", {"words": words()})


@require_safe
@public(_WHY)
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: the list of what it keeps, then `worker.js`."""
    head = f"const VERSION = {json.dumps(version())};\nconst PARTS = {json.dumps(list(parts()))};\n"
    body = head + (_HERE / "static" / "cards" / "worker.js").read_text(encoding="utf-8")
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@require_safe
@public(_WHY)
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """How the scanner is called and looks on the screen of a phone."""
    said = {
        "name": _("Sasando: periksa kartu"),
        "short_name": _("Periksa kartu"),
        "start_url": "/kartu/pindai/",
        "scope": "/kartu/pindai/",
        "display": "standalone",
        "background_color": "#f6f1e7",
        "theme_color": "#1b2757",
        "lang": "id",
        "icons": [{"src": "/static/shell/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(said), content_type="application/manifest+json")


@cache
def parts() -> Mapping[str, bytes]:
    """The files that a phone keeps, by their addresses. Read once a process."""
    own = sorted(file for file in (_HERE / "static" / "cards").iterdir() if file.name != "worker.js")
    found = {f"/static/cards/{file.name}": file.read_bytes() for file in own}
    return found | {f"/static/shell/{name}": (_SHELL / name).read_bytes() for name in _OF_SHELL}


@cache
def version() -> str:
    """Names this version of the scanner: one changed letter is another version."""
    digest = hashlib.sha256((_HERE / "templates" / "cards" / "scanner.html").read_bytes())
    for address, content in parts().items():
        digest.update(address.encode() + content)
    for said in (SAYS, KINDS, LABELS):
        digest.update(repr(sorted(said.items())).encode())
    return digest.hexdigest()[:12]


def words() -> Mapping[str, Any]:
    """What the scripts say, in the language of the reader: judgements as core words them, and the rest."""
    language = "en" if get_language() == "en" else "id"
    return {
        "says": {key: said[language] for key, said in SAYS.items()},
        "kinds": {int(kind): said[language] for kind, said in KINDS.items()},
        "labels": {name: said[language] for name, said in LABELS.items()},
        "words": {
            "good": _("Berlaku"),
            "not_good": _("Tidak berlaku"),
            "unread": _("Tidak terbaca"),
            "unread_do": _("Foto lebih dekat, tegak lurus, dan terang; atau tempel kodenya. Lalu coba lagi."),
            "compare": _("Cocokkan nama dan tahun lahir dengan orangnya."),
            "says_itself": _("Begitulah kata kode itu sendiri:"),
            "open_camera": _("Buka kamera"),
            "close_camera": _("Tutup kamera"),
            "nothing_kept": _("Belum ada daftar kunci di alat ini. Buka halaman ini sekali selagi ada sinyal."),
            "no_list": _("Daftar kunci diambil {fetched}. Daftar pencabutan belum ada."),
            "old_list": _("Daftar pencabutan lama: {listed}. Kartu yang dicabut sesudah itu belum dikenal."),
            "fresh_list": _("Daftar kunci diambil {fetched}. Daftar pencabutan: {listed}."),
            "not_fetched": _("Yang baru belum dapat diambil."),
        },
    }
