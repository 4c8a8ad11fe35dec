"""What a process asks of its database before it serves: a weak role, the rules of this version, no mixed-in demo."""

from typing import Any

from django.conf import settings

from sasando.domain.access.policies import fingerprint
from sasando.project.demo_world.mark import read_mark
from sasando.project.roles import refuse_unsafe_role
from sasando.project.trouble import Trouble


def must_be_safe(connection: Any) -> None:
    """Raise `Trouble` unless the role is weak and the policies in the database are those of this program."""
    refuse_unsafe_role(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM security.state")
        found = cursor.fetchone()
        is_demo = bool(read_mark(cursor))
    if is_demo != settings.DEMO:
        raise Trouble(
            "Dunia contoh dan data sungguhan tidak bercampur: basis data ini milik yang lain. Pakai --data lain.",
            "A demo world and real data do not mix: this database is of the other kind. Use another --data.",
        )
    if found is None or found[0] != fingerprint():
        raise Trouble(
            "Aturan akses di basis data bukan milik versi ini. Jalankan ./sasando up.",
            "The access rules in the database are not those of this version. Run ./sasando up.",
        )
