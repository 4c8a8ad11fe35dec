"""`python -m sasando.project.first OFFICE NAME`, in a process of the owner: the first administrator of an installation.

Prints the secret of an invitation; whoever opens it within 72 hours is the administrator. Prints nothing when the
installation has accounts already. With `--ask` it only says whether one is wanted: "yes", or "no" when somebody has an
account or an invitation that is still open.
"""

import os
import sys


def invite_first(office: str, name: str) -> str:
    """The secret of the invitation, or "" when somebody has an account already."""
    import hashlib  # noqa: PLC0415 - the process says first which database it means
    import secrets  # noqa: PLC0415
    from datetime import timedelta  # noqa: PLC0415

    import django  # noqa: PLC0415

    django.setup()
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from sasando.domain import audit  # noqa: PLC0415
    from sasando.domain.organisations.models import Account, Invitation, Organisation  # noqa: PLC0415

    with transaction.atomic():
        if Account.objects.exists():
            return ""
        secret = secrets.token_urlsafe(32)
        organisation, _ = Organisation.objects.get_or_create(
            name=office, kind="service-office", defaults={"seat_id": "53.71", "covers": ["53"]}
        )
        Invitation.objects.create(
            secret_hash=hashlib.sha256(secret.encode()).hexdigest(),
            organisation=organisation,
            role="administrator",
            name=name,
            expires_at=timezone.now() + timedelta(hours=72),
        )
        audit.record("installation.begun", organisation, by=None)
    return secret


def is_wanted() -> bool:
    """Whether nobody has an account nor an invitation that is still open."""
    import django  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from sasando.domain.organisations.models import Account, Invitation  # noqa: PLC0415

    waiting = Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now())
    return not Account.objects.exists() and not waiting.exists()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    if sys.argv[1] == "--ask":
        sys.stdout.write("yes" if is_wanted() else "no")
    else:
        sys.stdout.write(invite_first(sys.argv[1], sys.argv[2]))
