"""The requirements of Indonesian law and their dated tables, one file a subject."""

from sasando.core.law.indonesia import (
    agreements,
    cost,
    destination,
    employer,
    executor,
    health,
    papers,
    sea,
    social_security,
    worker,
)
from sasando.core.law.indonesia.proven_facts import LISTED_UNPROVEN, PROVEN_FACTS
from sasando.core.law.indonesia.red_flags import RED_FLAGS

REQUIREMENTS = (
    *worker.REQUIREMENTS,
    *destination.REQUIREMENTS,
    *health.REQUIREMENTS,
    *social_security.REQUIREMENTS,
    *papers.REQUIREMENTS,
    *agreements.REQUIREMENTS,
    *employer.REQUIREMENTS,
    *sea.REQUIREMENTS,
    *executor.REQUIREMENTS,
    *cost.REQUIREMENTS,
)
"""Every requirement, in the order in which people read them; a change of law is a second value."""

__all__ = ["LISTED_UNPROVEN", "PROVEN_FACTS", "RED_FLAGS", "REQUIREMENTS"]
