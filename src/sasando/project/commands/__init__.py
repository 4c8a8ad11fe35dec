"""Commands that need the platform: one file a command."""
