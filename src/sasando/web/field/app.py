"""The app itself: the same for everybody, about nobody, so that a phone can keep it. What is in it is `parts.py`."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sasando.web.field.icons import SIZES, icon_png
from sasando.web.field.parts import parts, version
from sasando.web.field.words import english
from sasando.web.shell.guard import public
from sasando.web.shell.request import Request

_WHY = "the app holds nothing of anybody; a phone must be able to renew it after its session has ended"


@public(_WHY)
@require_safe
@cache_control(no_cache=True)
def shell(request: Request) -> HttpResponse:
    """The one page of the app; its scripts do the rest."""
    return render(request, "field/app.html", {"words": english(), "version": version()})


@public(_WHY)
@require_safe
@cache_control(no_cache=True)
def worker(request: Request) -> HttpResponse:
    """The service worker: the list of what it keeps, then `worker.js`."""
    files = parts()
    head = f"const VERSION = {json.dumps(version())};\nconst PARTS = {json.dumps(list(files))};\n"
    body = head + files["/static/field/worker.js"].decode()
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@public(_WHY)
@require_safe
@cache_control(max_age=3600)
def manifest(request: Request) -> HttpResponse:
    """How the app is called and looks on the screen of a phone."""
    icons = [{"src": f"/lapangan/ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES]
    drawn = {"src": "/static/shell/mark.svg", "sizes": "any", "type": "image/svg+xml"}
    said = {
        "name": _("Sasando di gerbang"),
        "short_name": "Sasando",
        "start_url": "/lapangan/",
        "scope": "/lapangan/",
        "display": "standalone",
        "background_color": "#f6f1e7",
        "theme_color": "#1b2757",
        "lang": "id",
        "icons": [*icons, drawn],
    }
    return HttpResponse(json.dumps(said), content_type="application/manifest+json")


@public(_WHY)
@require_safe
@cache_control(max_age=86_400)
def icon(request: Request, size: int) -> HttpResponse:
    """The mark as a PNG, for phones that want one."""
    if size not in SIZES:
        raise Http404
    return HttpResponse(icon_png(size), content_type="image/png")
