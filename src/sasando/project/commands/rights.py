"""`sasando rights`: the table of rights, for reading or for machines. Needs no database."""

import csv
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table


def rights(
    as_csv: Annotated[bool, typer.Option("--csv", help="Setiap sel sebagai CSV. (Every cell as CSV.)")] = False,
) -> None:
    """Tampilkan tabel hak: peran, perbuatan, hubungan. (The table of rights: role, action, relation.)"""
    from sasando.domain.access.rights import actions, every_cell, relations_of, roles  # noqa: PLC0415 - loads Django

    if as_csv:
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(("role", "action", "relation", "decision"))
        rows.writerows((one.role, one.action, one.relation, "allow" if one.allowed else "deny") for one in every_cell())
        return
    table = Table("role", "action", "relations")
    for role in roles():
        for action in actions():
            if found := relations_of(role, action):
                table.add_row(role, action, ", ".join(found))
    Console().print(table)
