"""A signed code as a QR for paper: alphanumeric, so that a whole card stands in version 12."""

import base64
import io
from typing import Final

import segno

_QUIET: Final = 4  # modules of white around it, as ISO 18004 asks
NARROWEST_MM: Final = 30  # on paper: a module of version 13 is then 0.4 mm, which cheap phones still read


def qr_svg(text: str) -> str:
    """The code as SVG without a size, for `image(bytes(...), format: "svg", width: 30mm, alt: ...)` in typst."""
    return str(_made(text).svg_inline(scale=4, border=_QUIET, omitsize=True))


def qr_png(text: str, *, scale: int = 6) -> bytes:
    """The code as a PNG, `scale` pixels a module."""
    out = io.BytesIO()
    _made(text).save(out, kind="png", scale=scale, border=_QUIET)
    return out.getvalue()


def qr_data_address(text: str, *, scale: int = 4) -> str:
    """The code as the address of a picture on a page (`img-src data:`)."""
    return f"data:image/png;base64,{base64.b64encode(qr_png(text, scale=scale)).decode()}"


def qr_version(text: str) -> int:
    """How large the code is, 1 to 40."""
    return int(_made(text).version)


def _made(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", boost_error=False)
