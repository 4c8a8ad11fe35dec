"""Places as people write them in a form: a code of Kemendagri, or a name with what it lies in."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from sasando.domain.regions.models import Region
from sasando.domain.regions.queries import place_lines, search

_OFFERED: Final = 4
_SEPARATORS: Final = re.compile(r"[;\n]")


class PlaceField(forms.CharField):
    """One region. Its value is a `Region`, or None when nothing was written."""

    default_error_messages = {"unknown": _("Tempat ini tidak ditemukan. Tulis namanya, atau kode Kemendagri.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("Nama atau kode Kemendagri, misalnya Kab. Ende, atau Oesao, Kupang Timur, atau 53.08.")
        )
        super().__init__(max_length=120, **kwargs)

    def clean(self, value: Any) -> Any:
        """The region that is meant; an error that offers some when there are several."""
        text = super().clean(value)
        return self.place(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: a code with its name, which is read again as that code."""
        return written(value) if isinstance(value, Region) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else stands there than was shown."""
        return bool(super().has_changed(self.prepare_value(initial), data))

    def place(self, text: str) -> Region:
        """The region that this text names."""
        code = text.split(" ", 1)[0]
        found = list(search(Region.objects.all(), code)[:2]) if code[:1].isdigit() else []
        found = found or list(search(Region.objects.all(), text)[: _OFFERED + 1])
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        exact = [one for one in found if text.casefold() in (one.title.casefold(), one.short_title.casefold())]
        if len(found) > 1 and len(exact) != 1:
            raise ValidationError(_offer(found), code="several")
        return (exact or found)[0]


class PlacesField(PlaceField):
    """Several regions, one a line. Its value is a list of their codes."""

    widget = forms.Textarea({"rows": 4})

    def clean(self, value: Any) -> Any:
        """The codes, each once."""
        text = forms.CharField.clean(self, value)
        parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
        return list(dict.fromkeys(self.place(part).code for part in parts))

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value


def written(region: Region) -> str:
    """The region as it stands in a field.

    >>> written(Region(code="53.08", name="Kabupaten Ende", kind="regency"))
    '53.08 Kabupaten Ende'
    """
    return f"{region.code} {region.title}"


def _offer(found: list[Region]) -> str:
    lines = place_lines(one.code for one in found[:_OFFERED])
    offered = "; ".join(f"{one.code} {lines.get(one.code, one.title)}" for one in found[:_OFFERED])
    return translated("Ada beberapa tempat dengan nama itu. Tulis kodenya: %(offered)s.") % {"offered": offered}
