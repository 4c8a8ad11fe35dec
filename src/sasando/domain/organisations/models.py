"""Organisations, what binds them, whom to call there, and who signs in for them."""

from datetime import date
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.kinds import ROLE_NAMES, Kind


@protected(Protected(thing="organisation", own="id"))
class Organisation(models.Model):
    """An office, a company, a village, a church. `covers` are Kemendagri codes; a P3MI covers nothing.

    `stands_at` are keys of gates: whose people and lists pass there, it sees.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("Nama"), max_length=200)
    kind = models.CharField(_("Jenis"), max_length=30, choices=Kind)
    seat = models.ForeignKey(
        "regions.Region", verbose_name=_("Tempat"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    covers = ArrayField(models.CharField(max_length=13), verbose_name=_("Wilayah"), default=list, blank=True)
    stands_at = ArrayField(models.CharField(max_length=60), verbose_name=_("Gerbang"), null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    active = models.BooleanField(default=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                name="organisation_name_once_a_place",
                fields=["name", "seat"],
                nulls_distinct=False,
                violation_error_message=_("Lembaga dengan nama ini sudah ada di tempat itu."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@protected(Protected(thing="contact", own="organisation_id", writes={"INSERT": "confirm"}))
class Contact(models.Model):
    """Whom to call there today: confirmed when, and by whom. The newest one holds."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("Nama"), max_length=120)
    title = models.CharField(_("Jabatan"), max_length=120, blank=True)
    phone = models.CharField(_("Telepon"), max_length=30, blank=True)
    confirmed_on = models.DateField(_("Dipastikan pada"))
    confirmed_by = models.UUIDField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-confirmed_on", "-pk")
        get_latest_by = ("confirmed_on", "pk")


@protected(Protected(thing="agreement", own="organisation_id"))
class Agreement(models.Model):
    """The agreement on sharing data; without one in force nobody of the organisation signs in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="agreements")
    number = models.CharField(_("Nomor"), max_length=80)
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-until",)
        constraints = (
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=models.Q(until__gte=models.F("since")),
                violation_error_message=_("Tanggal akhir mendahului tanggal mulai."),
            ),
        )


class AccountManager(BaseUserManager.from_queryset(VisibleQuerySet)):  # type: ignore[misc]
    """Finds an account by the name with which it signs in; sees only what row-level security shows."""


@protected(
    Protected(
        thing="account",
        own="organisation_id",
        account="id",
        writes={"INSERT": "add", "UPDATE": "change end"},
        changes=("name", "email", "password", "last_login", "is_active"),  # whose account it is never changes
    )
)
class Account(AbstractBaseUser):
    """Who signs in. Made only by accepting an invitation, or by the first `sasando up`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    login = models.CharField(_("Nama masuk"), max_length=80, unique=True)
    name = models.CharField(_("Nama"), max_length=120)
    email = models.EmailField(_("Surel"), blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accounts")
    person = models.UUIDField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 - as Django asks it

    objects = AccountManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


@protected(Protected(thing="role", parent="account_id", writes={"INSERT": "add", "UPDATE": "end"}, changes=("until",)))
class RoleAssignment(models.Model):
    """An account in a role, from a day until a day. Ended, never deleted."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("Peran"), max_length=40, choices=ROLE_NAMES)
    since = models.DateField(_("Sejak"), default=date.today)
    until = models.DateField(_("Sampai"), null=True, blank=True)
    given_by = models.UUIDField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("since", "pk")


@protected(Protected(thing="invitation", own="organisation_id", writes={"INSERT": "add"}))
class Invitation(models.Model):
    """Opens one account, once, within 72 hours. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("Peran"), max_length=40, choices=ROLE_NAMES)
    name = models.CharField(_("Nama"), max_length=120)
    invited_by = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)


class Session(AbstractBaseSession):
    """A session that knows whose it is, so that it can be listed and ended."""

    account_id = models.UUIDField(null=True, blank=True, db_index=True)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that makes such sessions."""
        from sasando.domain.organisations.sessions import SessionStore  # noqa: PLC0415 - it needs this model

        return SessionStore
