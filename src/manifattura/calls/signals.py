"""What this app announces, after the commit: `call_published(call_id)`, `call_amended(call_id, version)`."""

from django.dispatch import Signal

call_published = Signal()
call_amended = Signal()
