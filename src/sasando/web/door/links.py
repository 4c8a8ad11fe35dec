"""A link for an office without account: the people it was sent for, and an answer for each."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sasando.domain.passages.links import answer_link, open_link
from sasando.domain.passages.models import Purpose, Said
from sasando.web.shell.guard import public


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever has the secret of a link may answer it; without it nothing is shown")
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the people of the link, or take one answer. An unknown, old or revoked link is the same empty page."""
    if request.method == "POST":
        _take(request, secret)
        return redirect("door:link", secret)
    asked = open_link(secret)
    says = {Said.RECEIVED: Said.RECEIVED.label, Said.NOT_HERE: Said.NOT_HERE.label}
    rows = [(one, says.get(Said(one.said), "") if one.said else "") for one in asked]
    context = {
        "rows": rows,
        "first": asked[0] if asked else None,
        "asks": bool(asked) and asked[0].purpose == Purpose.ASK,
    }
    reply = render(request, "door/link.html", context)  # not 404: that would write the secret into the log
    reply["Referrer-Policy"], reply["Cache-Control"] = "no-referrer", "no-store"
    return reply


def _take(request: HttpRequest, secret: str) -> None:
    try:
        entry = UUID(request.POST.get("entry", ""))
    except ValueError:
        return
    if request.POST.get("said") in (Said.RECEIVED, Said.NOT_HERE):
        answer_link(secret, entry, Said(request.POST["said"]))
