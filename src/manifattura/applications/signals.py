"""What this app announces, after the commit: `application_submitted(application_id)`, `application_withdrawn(…)`,
`form_sent(form_id)`."""

from django.dispatch import Signal

application_submitted = Signal()
application_withdrawn = Signal()
form_sent = Signal()
