"""The language of the pages: the one that the reader chose, else Indonesian, whatever the browser prefers."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class IndonesianFirst(LocaleMiddleware):
    """Many phones here are set to English by the shop; their owners are not."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the choice from its cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
