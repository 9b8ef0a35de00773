"""What this app announces, after the commit: `call_published(call_id)`, `call_amended(call_id, version)`.

`term_expired(term_id)` is sent once, by the job, when the last day of a term is over, inside the transaction that marks the
term: what its receivers write holds together with the mark, and a receiver that fails is tried again.
"""

from django.dispatch import Signal

call_published = Signal()
call_amended = Signal()
term_expired = Signal()
