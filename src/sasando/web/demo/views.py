"""Views of the demo page. Each refuses by itself outside of a demo world, whatever addresses include it."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sasando.domain.access import roles
from sasando.web.demo.guests import ALSO, GROUPS, guests, sign_in_as
from sasando.web.demo.tour import tour
from sasando.web.shell.guard import public
from sasando.web.shell.request import Request

SAMPLE: Final = Path(__file__).parents[4] / "examples" / "calon.xlsx"
_WHY: Final = "everybody in a demo world is invented, and no other site has these pages"


def only_in_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Outside of a demo world the page does not exist."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public(_WHY)
@only_in_demo
@require_safe
@never_cache
def demo(request: Request) -> HttpResponse:
    """Whom one can be, and what to try."""
    known = guests()
    groups = [
        (key, heading, icon, [known[role] for role in listed if role in known]) for key, heading, icon, listed in GROUPS
    ]
    context = {"groups": groups, "tour": tour(known), "also": ALSO, "home_url": "/demo/"}
    return render(request, "demo/demo.html", context)


@public(_WHY)
@only_in_demo
@require_safe
def sample(request: Request) -> FileResponse:
    """The sample list, to upload it again."""
    return FileResponse(SAMPLE.open("rb"), as_attachment=True, filename=SAMPLE.name)


@public(_WHY)
@only_in_demo
@require_POST
def enter(request: Request, role: str) -> HttpResponse:
    """Sign in as the demo account of the role, and go to where the tour leads, else to the first screen."""
    if role not in roles() or not sign_in_as(request, role, request.POST.get("at", "")):
        raise Http404
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None, require_https=request.is_secure())
    return HttpResponseRedirect(to if safe and to.startswith("/") else "/")
