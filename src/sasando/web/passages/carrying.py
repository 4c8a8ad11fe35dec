"""How a file travels through the preview: text becomes text that can be changed, another file a hidden field."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from sasando.web.shell.request import Request

CARRIED_AT_MOST: Final = 1024 * 1024  # bytes; a larger file is asked for again
_NO_TEXT: Final = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xff\xfe",
    b"\xfe\xff",
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a step of the form holds. `too_large`: the file is not in `data`, it must be chosen again to be saved.

    `unseen`: the content came with this very request, so nobody has looked at what was understood of it.
    """

    data: QueryDict
    content: bytes
    name: str = ""
    too_large: bool = False
    unseen: bool = False


def carried(request: Request) -> Carried:
    """The data of this step, with the file of this or an earlier step in it, and the list that it comes to."""
    data = request.POST.copy()
    file: Any = request.FILES.get("file")
    if file is not None:
        return _with_file(data, file.read(), file.name[:200])
    kept = _kept(data) if data.get("use_file") else b""
    if kept:
        return Carried(data, kept, data.get("kept_name", ""))
    asked_again = not data.get("text", "").strip() and bool(data.get("kept_name")) and not data.get("kept")
    return Carried(data, data.get("text", "").encode(), data.get("kept_name", ""), too_large=asked_again)


def _with_file(data: QueryDict, content: bytes, name: str) -> Carried:
    before, data["kept_name"] = data.get("kept_name", ""), name
    text = _as_text(content)
    if text is not None:
        data["text"], data["kept"], data["use_file"] = text, "", ""
        return Carried(data, text.encode(), name, unseen=True)
    if len(content) > CARRIED_AT_MOST:
        data["kept"], data["use_file"] = "", ""
        return Carried(data, content, name, too_large=True, unseen=before != name)
    data["kept"], data["use_file"] = base64.b64encode(content).decode(), "on"
    return Carried(data, content, name, unseen=True)


def _as_text(content: bytes) -> str | None:
    """The file as text of a form; None when it is none."""
    if len(content) > CARRIED_AT_MOST or content.startswith(_NO_TEXT) or b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _kept(data: QueryDict) -> bytes:
    try:
        return base64.b64decode(data.get("kept", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""
