"""Which records may be of one person: keys to find them by, what the program suggests, and what people decided.

Nothing is merged: "the same" is a link between two records, and an undone one is no link any more.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected


@protected(Protected(thing="matching", parent="person_id", writes={}))
class MatchKey(models.Model):
    """One key by which a person may be found again. Written by `security.put_keys` only."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="match_key_once_a_person", fields=["key", "person"]),)


@protected(Protected(thing="search_due", parent="person_id", writes={"UPDATE": "done"}, changes=("due",)))
class SearchDue(models.Model):
    """Whether the record changed since the same person was last looked for. The database itself marks it at every
    change (`sql/matching.sql`), so no way in can forget.
    """

    person = models.OneToOneField("people.Person", primary_key=True, on_delete=models.CASCADE, related_name="+")
    change = models.BigIntegerField()
    due = models.BooleanField(default=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["change"], name="search_that_is_due", condition=Q(due=True)),)


@protected(
    Protected(
        thing="suggestion",
        parent="person_id",
        also="other_id",
        writes={"INSERT": "add", "UPDATE": "renew"},
        changes=("score", "says", "equal", "reasons", "found_at"),
    )
)
class Suggestion(models.Model):
    """Two records that may be of one person, and what speaks for and against: codes, never a value.

    `score` is 0-1; `says` is the decision of `core.matching`; `equal` that number and name are letter by letter those
    of the other record. Of the two the smaller key is `person`.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    says = models.CharField(max_length=10)
    equal = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)
    found_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-score", "id")
        indexes = (models.Index(fields=["other"], name="suggestion_of_other"),)
        constraints = (
            models.UniqueConstraint(name="suggestion_once_a_pair", fields=["person", "other"]),
            models.CheckConstraint(name="suggestion_in_order", condition=Q(person__lt=F("other"))),
        )


class Verdict(models.TextChoices):
    """What somebody decided of two records."""

    SAME = "same", _("Orang yang sama")
    DIFFERENT = "different", _("Bukan orang yang sama")
    UNSURE = "unsure", _("Belum pasti")


@protected(
    Protected(
        thing="sameness",
        parent="person_id",
        also="other_id",
        writes={"INSERT": "add", "UPDATE": "undo"},
        changes=("undone_by", "undone_at"),
    )
)
class Sameness(models.Model):
    """A decision on two records; one stands for a pair at a time. Of the two the smaller key is `person`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    undone_by = models.UUIDField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=["other"], name="sameness_of_other", condition=Q(undone_at=None)),)
        constraints = (
            models.UniqueConstraint(
                name="sameness_one_stands_a_pair", fields=["person", "other"], condition=Q(undone_at=None)
            ),
            models.CheckConstraint(name="sameness_in_order", condition=Q(person__lt=F("other"))),
        )
