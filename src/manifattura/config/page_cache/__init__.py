"""Public pages, kept whole for everybody: in the memory of each web process and in a table for all of them (ADR 0026)."""
