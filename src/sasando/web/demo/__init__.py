"""The door of the demo world: enter as any role in one click. It is in no other site (`settings.DEMO`)."""
