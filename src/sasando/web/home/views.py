"""The first screen: what each role comes for first, with real rows behind every number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasando.web.home.screens import SCREENS, frame_of
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("home.read")
def home(request: Request) -> HttpResponse:
    """The screen of the reader's role."""
    today = timezone.localdate()
    parts = [part(request.actor, today) for part in SCREENS[request.actor.role]]
    return render(request, "home/home.html", {"parts": parts, "today": today} | frame_of(request.actor))
