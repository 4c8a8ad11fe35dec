"""The files of which the app is made, and the version that they come to: one changed letter is another version."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from sasando.web.field.words import SAID

_HERE: Final = Path(__file__).parent
_SHELL: Final = _HERE.parent / "shell" / "static" / "shell"
_OF_SHELL: Final = ("shell.css", "theme.js", "mark.svg", "band.svg")


@cache
def parts() -> Mapping[str, bytes]:
    """The files by their addresses. Read once a process."""
    own = sorted((_HERE / "static" / "field").iterdir())
    found = {f"/static/field/{file.name}": file.read_bytes() for file in own}
    return found | {f"/static/shell/{name}": (_SHELL / name).read_bytes() for name in _OF_SHELL}


@cache
def version() -> str:
    """Names this version of the app."""
    digest = hashlib.sha256((_HERE / "templates" / "field" / "app.html").read_bytes())
    for address, content in parts().items():
        digest.update(address.encode() + content)
    digest.update("\n".join(str(one) for one in SAID).encode())
    return digest.hexdigest()[:12]
