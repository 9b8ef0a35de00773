"""The door of every web process: who is served now, who waits, who is told to come back, and what is measured (ADR 0022)."""
