"""What this app announces, after the commit: `application_submitted(application_id)`, `application_withdrawn(…)`."""

from django.dispatch import Signal

application_submitted = Signal()
application_withdrawn = Signal()
