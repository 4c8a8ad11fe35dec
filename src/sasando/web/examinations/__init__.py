"""Pages of examinations: slots near home, the waiting list, the examiner's day, outcomes and their letters."""
