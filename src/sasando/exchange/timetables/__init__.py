"""Timetables of ships and flights out of any table: which row is a call, and when by the wall clock of its gate."""

from sasando.exchange.timetables.reading import Line, Local, ReadTimetable, read_timetable

__all__ = ["Line", "Local", "ReadTimetable", "read_timetable"]
