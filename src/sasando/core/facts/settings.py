"""Reading a fact that is said once for a whole list: ``key=value``."""

from sasando.core.facts.declared import FACTS
from sasando.core.facts.headers import match_header, suggest_header
from sasando.core.facts.nearest import did_you_mean
from sasando.core.facts.reading import Value, read_cell
from sasando.core.facts.regions import find_regency
from sasando.core.facts.unreadable import unreadable
from sasando.core.facts.writing import clean, quoted


def read_setting(text: str) -> tuple[str, Value | None]:
    """The key of the fact and its value; the key may also be any header of the fact. An empty value is not known.

    Raises `Unreadable` when there is no ``=``, no such fact, or no such value.

    >>> read_setting("Negara Tujuan=Malaysia"), read_setting("departs_on=31/12/2025")
    (('country', 'MY'), ('departs_on', datetime.date(2025, 12, 31)))
    """
    name, separator, value = text.partition("=")
    if not separator:
        raise unreadable(
            f"{quoted(clean(text))} tanpa tanda sama dengan; tulis misalnya country=MY.",
            f"{quoted(clean(text))} has no equals sign; write for example country=MY.",
        )
    key = match_header(name)
    if key is None:
        ask_id, ask_en = did_you_mean(filter(None, [suggest_header(name)]))
        raise unreadable(
            f"Tidak ada data bernama {quoted(clean(name))}.{ask_id or ' Tulis misalnya country=MY.'}",
            f"No fact is called {quoted(clean(name))}.{ask_en or ' Write for example country=MY.'}",
        )
    read = read_cell(FACTS[key], value)
    return key, find_regency(read).code if key == "regency" and isinstance(read, str) else read
