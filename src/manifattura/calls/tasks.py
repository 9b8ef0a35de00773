"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.expire_terms import expire_terms
from .actions.record_outage import beat


@app.periodic(cron="*/5 * * * *")
@app.task(name="calls.expire_terms", queueing_lock="calls.expire_terms")
def expire_terms_task(timestamp: int) -> None:
    """Terms end at midnight in Rome: within five minutes of it, whatever the offset of the season."""
    expire_terms()


@app.periodic(cron="* * * * *")
@app.task(name="calls.beat", queueing_lock="calls.beat")
def beat_task(timestamp: int) -> None:
    """A minute without this one is a minute in which nobody could be served."""
    beat()
