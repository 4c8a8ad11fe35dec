"""`/healthz`: whether this process and its database work, for machines."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from sasando import __version__
from sasando.core.law.explanation import RULEBOOK
from sasando.web.shell.guard import public


@public("machines ask whether the site works; it says nothing about anybody")
def healthz(request: HttpRequest) -> JsonResponse:
    """Version, database, rule set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(version(), ' ', 2)")
        database = cursor.fetchone()[0]
    return JsonResponse(
        {"status": "ok", "version": __version__, "database": database, "rules": RULEBOOK.fingerprint[:16]}
    )
