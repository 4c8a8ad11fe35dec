"""Where to go afterwards: only to pages of our own."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from sasando.web.shell.request import Request


def next_path(request: Request) -> str:
    """The path that `next` names; "" when there is none, or when it leads elsewhere."""
    path = request.GET.get("next", "")
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def next_or_home(request: Request) -> str:
    """The path that was asked for, else the first page."""
    return next_path(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


def with_next(request: Request, name: str) -> str:
    """The address of a page that goes on to the same path."""
    path = next_path(request)
    return f"{reverse(name)}?{urlencode({'next': path})}" if path else reverse(name)
