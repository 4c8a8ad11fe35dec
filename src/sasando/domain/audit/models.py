"""Facts, their seals, and the signed checkpoints that leave the machine."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from sasando.domain.access import Protected, VisibleQuerySet, protected


@protected(Protected(thing="audit", account="account", own="organisation", writes={}))
class Fact(models.Model):
    """One deed. No free text and no value of a person: only keys, and digests made with a key of the database."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    xact = models.BigIntegerField(db_default=0, db_index=True)
    request = models.UUIDField(default=uuid4)
    account = models.UUIDField(null=True, blank=True)
    organisation = models.UUIDField(null=True, blank=True)
    role = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=60)
    thing = models.CharField(max_length=40, blank=True)
    thing_key = models.CharField(max_length=80, blank=True)
    fields = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["thing", "thing_key", "-id"], name="audit_fact_of_thing"),
            models.Index(fields=["account", "-id"], name="audit_fact_of_account"),
        )


class Seal(models.Model):
    """The place of a fact in the chain: hash = SHA-256(hash before it, the fact)."""

    number = models.BigIntegerField(primary_key=True)
    fact = models.OneToOneField(Fact, on_delete=models.PROTECT)
    hash = models.BinaryField()


class Checkpoint(models.Model):
    """A signed statement: so many facts are sealed, and the last hash is this. Worth something once it is elsewhere."""

    number = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()
    at = models.DateTimeField()
    signature = models.BinaryField()
