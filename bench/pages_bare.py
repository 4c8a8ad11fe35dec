"""The same pages in bare Django: no rights, no facts, no sessions, no signed context. The peer of `bench/pages.py`.

The same addresses, views and templates, with all of that taken out; it reads the same database as its owner, to whom
every row is open, and is served by the same granian.
"""

import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup()
settings.MIDDLEWARE = [
    "sasando.web.shell.language.IndonesianFirst",
    "django.middleware.common.CommonMiddleware",
    "bench.pages_bare.everybody",
    "django_htmx.middleware.HtmxMiddleware",
]
settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "sasando.web.shell.context.frame",
]

from django.db.models import Q  # noqa: E402

from sasando.domain import audit  # noqa: E402
from sasando.domain.access import protection  # noqa: E402
from sasando.domain.access.protection import VisibleQuerySet  # noqa: E402


class Everybody:
    """Somebody who may do everything, without a table."""

    account = organisation = UUID(int=0)
    role, name, regions, person = "placement-officer", "Siapa saja", ("53",), None
    organisation_name = "Lembaga siapa saja"

    def may(self, *_: Any) -> bool:
        """Yes."""
        return True


def everybody(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Instead of sessions, actors and contexts."""

    def pass_on(request: Any) -> Any:
        request.actor, request.roles, request.session = Everybody(), [], {}
        return get_response(request)

    return pass_on


VisibleQuerySet.visible_to = lambda self, _: self  # type: ignore[method-assign]
protection.may_reach = lambda *_: Q()  # type: ignore[assignment]
audit.record = lambda *_, **__: None  # type: ignore[assignment]
audit.record_each = lambda *_, **__: None  # type: ignore[assignment]

application = WSGIHandler()
