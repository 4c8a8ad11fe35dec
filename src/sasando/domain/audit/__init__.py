"""Facts: who did what to which thing. Written in the transaction of the deed, chained, never changed."""

from sasando.domain.audit.record import record, record_each

__all__ = ["record", "record_each"]
