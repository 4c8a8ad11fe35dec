"""Refusals: understood, refused, nothing changed."""

from sasando.domain.errors.refused import Refused

__all__ = ["Refused"]
