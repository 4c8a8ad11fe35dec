"""Signing in: invitations, passwords, passkeys, second factors, sessions, and what one may do."""
