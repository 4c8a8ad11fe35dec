"""Calendars as files: any program that keeps to RFC 5545 reads back what was meant."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sasando.exchange.calendars import Event, ics_of

NOW = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)
DAWN = datetime(2026, 3, 6, 22, 15, tzinfo=UTC)


def parsed(content):
    """The entries as their properties: unfolded (3.1), split at the first colon, texts unescaped (3.3.11)."""
    lines = content.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    events, current = [], None
    for line in lines:
        key, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            current[key] = unescaped(value)
    return events


def shown(text):
    """The text without controls, which RFC 5545 does not allow."""
    return "".join(c for c in text if c == "\n" or (c >= " " and c != "\x7f"))


def unescaped(text):
    out, letters = "", iter(text)
    for letter in letters:
        out += {"n": "\n"}.get(after := next(letters), after) if letter == "\\" else letter
    return out


class TestACalendar:
    def test_has_its_entries_with_times_in_utc(self):
        event = Event("7@sasando", "KM Uji", DAWN, DAWN + timedelta(hours=3), place="Lorens Say", url="http://x/7")
        (read,) = parsed(ics_of("Lorens Say", [event], made_at=NOW))
        assert (read["DTSTART"], read["DTEND"], read["DTSTAMP"]) == (
            "20260306T221500Z", "20260307T011500Z", "20260301T043000Z"
        )  # fmt: skip
        assert (read["UID"], read["LOCATION"], read["URL"], read["STATUS"]) == (
            "7@sasando", "Lorens Say", "http://x/7", "CONFIRMED"
        )  # fmt: skip

    def test_has_whole_days_that_end_before_the_next(self):
        (read,) = parsed(ics_of("x", [Event("w", "Hari pantau", date(2026, 3, 31))], made_at=NOW))
        assert read["DTSTART;VALUE=DATE"] == "20260331"
        assert read["DTEND;VALUE=DATE"] == "20260401"

    def test_marks_what_is_cancelled(self):
        (read,) = parsed(ics_of("x", [Event("w", "KM Uji", DAWN, cancelled=True)], made_at=NOW))
        assert read["STATUS"] == "CANCELLED"
        assert "DTEND" not in read

    @given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=300)), max_size=5))
    def test_says_any_text_as_it_was_in_lines_of_75_octets(self, texts):
        events = [Event(str(at), title, DAWN, text=text) for at, (title, text) in enumerate(texts)]
        content = ics_of("x", events, made_at=NOW)
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        kept = [
            tuple("".join(c for c in text if c == "\n" or (c >= " " and c != "\x7f")) for text in pair)
            for pair in texts
        ]
        assert [(read["SUMMARY"], read.get("DESCRIPTION", "")) for read in parsed(content)] == kept
