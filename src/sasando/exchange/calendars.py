"""A calendar as a file that telephones and mail programs read (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_LINE: Final = 75  # octets of a line, by 3.1
_ESCAPED: Final = str.maketrans(
    {
        "\\": "\\\\",
        ";": "\\;",
        ",": "\\,",
        "\n": "\\n",
        "\x7f": None,
        **dict.fromkeys(map(chr, [*range(10), *range(11, 32)])),
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. `begins` is an aware moment, or a day for what lasts all day; `ends` is the first moment after it.

    Without `ends` it is a moment (or that one day). The same `uid` in a later file replaces the entry.
    """

    uid: str
    title: str
    begins: datetime | date
    ends: datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False


def ics_of(name: str, events: Iterable[Event], *, made_at: datetime) -> bytes:
    """The calendar as bytes; times in UTC, so that no time-zone table is needed.

    >>> sailing = Event("7@sasando", "Uji; tiba", datetime(2026, 3, 6, 22, 15, tzinfo=UTC))
    >>> ics_of("Lorens Say", [sailing], made_at=datetime(2026, 3, 1, tzinfo=UTC)).decode().split("\\r\\n")[7:12]
    ['BEGIN:VEVENT', 'UID:7@sasando', 'DTSTAMP:20260301T000000Z', 'DTSTART:20260306T221500Z', 'SUMMARY:Uji\\\\; tiba']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sasando//Jadwal//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += _event(event, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(made_at)}"
    if isinstance(event.begins, datetime):
        yield f"DTSTART:{_moment(event.begins)}"
        if event.ends and event.ends > event.begins:
            yield f"DTEND:{_moment(event.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.begins + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.title)}"
    for key, value in (("LOCATION", event.place), ("DESCRIPTION", event.text)):
        if value:
            yield f"{key}:{_text(value)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each further one after a space; no letter is cut in two.

    >>> [len(part.encode()) for part in _folded("é" * 50)]
    [74, 27]
    """
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
