"""Django's PostgreSQL backend, with one thing of ours: a connection is looked at, not asked, before it is used again."""
