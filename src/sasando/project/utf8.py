"""In front of Django: only requests in UTF-8 go in. Django meets other codecs before any middleware does."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_HEADERS: Final = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def only_utf8(application: Wsgi) -> Wsgi:
    """The same application; a request that names another charset is answered with 415. A page of ours names none."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        named = _CHARSET.search(environ.get("CONTENT_TYPE", ""))
        if named is None or named[1].lower() in ("utf-8", "utf8"):
            return application(environ, start_response)
        start_response("415 Unsupported Media Type", _HEADERS)
        return [b"Hanya UTF-8. (UTF-8 only.)\n"]

    return guarded
