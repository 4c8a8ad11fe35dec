"""What every row of this concept tells besides: from where it is known, and who wrote it down."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

UNTIL_BEFORE_SINCE = _("Tanggal akhir mendahului tanggal mulai.")


class Stated(models.Model):
    """A row with its source (a decree, a page, a letter), the day of that source, and the account that entered it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.CharField(_("Sumber"), max_length=300, help_text=_("Nomor surat, keputusan, atau alamat halaman."))
    source_day = models.DateField(_("Tanggal sumber"))
    by = models.UUIDField()  # account
    at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The end is data, never computed; it may be open, and it never lies before the beginning."""
    return models.CheckConstraint(
        name=name,
        condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
        violation_error_message=UNTIL_BEFORE_SINCE,
    )


def in_force(on: date, *, prefix: str = "") -> Q:
    """Begun on or before the day, and not ended before it."""
    open_end = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return (Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})) & open_end
