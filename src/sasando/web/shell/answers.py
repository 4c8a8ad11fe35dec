"""What many views do at their end: save through an action, or hand out a file."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse


def saved(form: forms.BaseForm, save: Callable[[], Any]) -> Any:
    """What the action gives; None, with the refusal in the form, when it refuses."""
    try:
        return save()
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to keep; the browser never shows it in the page."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
