"""What a visitor shows us: the text of a code, or a photo of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sasando.exchange.pictures import MAX_PICTURE


class CodeForm(forms.Form):
    """Either is enough. Whatever else it is, the answer is a page that says so, never an error."""

    photo = forms.FileField(
        label=_("Foto QR"),
        required=False,
        allow_empty_file=True,
        help_text=_("Foto dari dekat, tegak lurus, terang. Foto tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    code = forms.CharField(
        label=_("Kode"),
        required=False,
        strip=False,
        max_length=12_000,
        help_text=_("Tempel atau ketik seluruh kode, dari SA1: sampai akhir."),
        widget=forms.Textarea(
            attrs={"rows": 4, "class": "code", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )

    def clean_photo(self) -> bytes:
        """What was sent, up to one byte more than is read."""
        sent = self.cleaned_data["photo"]
        return bytes(sent.read(MAX_PICTURE + 1)) if sent else b""
