"""`python -m sasando.project.prepare`, in a process of the owner: migrations, public facts, rules of access.

Runs at every start; when nothing is new it takes a second.
"""

import os


def prepare(*, app: str, door: str) -> None:
    """Bring the database to this version. `app` and `door` are the roles of the running program."""
    import django  # noqa: PLC0415 - the process says first which database it means

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from sasando.domain.gates.load import load_gates  # noqa: PLC0415
    from sasando.domain.issuance.statements import publish_now  # noqa: PLC0415
    from sasando.domain.regions.load import load_regions  # noqa: PLC0415
    from sasando.project.secure import secure_database  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    load_regions()
    load_gates()
    secure_database(app=app, door=door, key=settings.CONTEXT_KEY)
    publish_now()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    prepare(app=os.environ["SASANDO_APP_ROLE"], door=os.environ["SASANDO_DOOR_ROLE"])
