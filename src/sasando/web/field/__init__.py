"""The gate on a phone without signal, and the desk where what phones sent is decided."""
