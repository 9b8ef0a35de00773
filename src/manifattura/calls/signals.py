"""What this app announces, after the commit: `call_published(call_id)`, `call_amended(call_id, version)`,
`call_state_changed(call_id)`: it moved along its procedure, was suspended, revoked or resumed.

`term_expired(term_id)` is sent once, by the job, when the last day of a term is over, inside the transaction that marks the
term: what its receivers write holds together with the mark, and a receiver that fails is tried again.

`notice_delivered(notice_ref, delivered_at, by)` is sent with each new proof of delivery, inside the transaction that records it:
a notice that stops another term stops it from that day.
"""

from django.dispatch import Signal

call_published = Signal()
call_amended = Signal()
call_state_changed = Signal()
term_expired = Signal()
notice_delivered = Signal()
