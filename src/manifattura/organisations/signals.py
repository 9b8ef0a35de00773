"""What this app announces."""

from django.dispatch import Signal

# after the commit, with `organisation_id`: facts, codes, seats or members of an organisation changed
organisation_changed = Signal()
