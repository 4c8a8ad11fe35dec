"""`python -m sasando.project.demo_world --today 2026-03-02 --seed 7`, in a process of the owner.

Says on standard output how far it is: a line `done total` for each step.
"""

import argparse
import os
from datetime import date


def main() -> None:
    """Make the world that the arguments name."""
    asked = argparse.ArgumentParser(prog="sasando.project.demo_world")
    asked.add_argument("--today", type=date.fromisoformat, required=True)
    asked.add_argument("--seed", type=int, required=True)
    wanted = asked.parse_args()
    import django  # noqa: PLC0415 - the process says first which database it means

    django.setup()
    from sasando.project.demo_world.world import make_world  # noqa: PLC0415

    make_world(wanted.today, wanted.seed, lambda done, total: print(done, total, flush=True))  # noqa: T201 - for the bar


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    main()
