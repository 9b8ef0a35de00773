"""What this app announces."""

from django.dispatch import Signal

# after the commit, with `organisation_id`, `facts` (names of what changed) and `by_id`: facts, codes, seats or members
organisation_changed = Signal()
