"""What granian serves: `desk` for those who sign in, `door` for everybody; each refuses a role that is too strong."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application


def _application() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    application = get_wsgi_application()
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from sasando.project.guard import must_be_safe  # noqa: PLC0415
    from sasando.project.utf8 import only_utf8  # noqa: PLC0415

    must_be_safe(connection)
    return only_utf8(application)


desk = door = _application()
