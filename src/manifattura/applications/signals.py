"""What this app announces, after the commit: `application_submitted(application_id)`, `application_withdrawn(…)`,
`form_sent(form_id)`, `message_received(message_id)` (from an applicant).
"""

from django.dispatch import Signal

application_submitted = Signal()
application_withdrawn = Signal()
form_sent = Signal()
message_received = Signal()
