"""Sealing: every committed fact gets its place in the chain."""

from django.db import connection, transaction


def seal(most: int = 5_000) -> int:
    """Seal up to `most` facts and give how many it were; 0 when another process is sealing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT security.seal(%s)", [most])
        done: int = cursor.fetchone()[0]
        return done
