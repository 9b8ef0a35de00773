"""What this app announces, after the commit: `ranking_published(call_id, ranking_id)`."""

from django.dispatch import Signal

ranking_published = Signal()
