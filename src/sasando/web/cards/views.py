"""Is this card good? For everybody, without account; and the keys and the list with which others can answer it."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from sasando.exchange.pictures import MAX_PICTURE
from sasando.web.cards.answers import Answer, answer_about
from sasando.web.cards.forms import CodeForm
from sasando.web.shell.guard import public

MAX_SENT: Final = MAX_PICTURE + 100_000  # bytes: a photo, a code, and what a form writes around them


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever holds a card may ask whether it is good; the card itself says all that is shown")
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a photo, and answer. Nothing of either is kept."""
    if request.method != "POST":
        return _page(request, None)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_SENT:  # not even taken in: it would be written to the disk
        return _page(request, answer_about("", b"", timezone.now()))
    form = CodeForm(request.POST, request.FILES)
    code, photo = (form.cleaned_data["code"], form.cleaned_data["photo"]) if form.is_valid() else ("", b"")
    return _page(request, answer_about(code, photo, timezone.now()))


@require_safe
@public("as `check`; the address is the one that a paper or a message may carry")
def opened(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for the code in the address. Always 200: an error would write the name on the card into the log."""
    return _page(request, answer_about(code, b"", timezone.now()))


@require_safe
@public("public keys are public")
@cache_control(no_cache=True)
def keys(request: HttpRequest) -> FileResponse:
    """The keys with which cards are checked, as a JWK set."""
    return _published("kunci.json", "application/json")


@require_safe
@public("the list names nobody")
@cache_control(no_cache=True)
def revoked(request: HttpRequest) -> FileResponse:
    """The signed list of what was revoked."""
    return _published("dicabut", "text/plain; charset=utf-8")


def _page(request: HttpRequest, answer: Answer | None) -> HttpResponse:
    reply = render(request, "cards/check.html", {"answer": answer, "form": CodeForm()})
    reply["Referrer-Policy"], reply["Cache-Control"] = "no-referrer", "no-store"
    return reply


def _published(name: str, kind: str) -> FileResponse:
    try:
        return FileResponse(Path(settings.DATA, "cards", name).open("rb"), content_type=kind)
    except FileNotFoundError:
        raise Http404 from None
