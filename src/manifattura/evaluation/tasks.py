"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.announce_opening import announce_opening
from .actions.announce_outcomes import announce_outcomes
from .actions.announce_ranking import announce_ranking
from .actions.ask_acceptances import SEND_TASK, send_acceptance_requests
from .actions.change_entry import expire_entries
from .actions.close_review import ANNOUNCE_TASK as OUTCOMES
from .actions.collect_replies import collect_replies
from .actions.confirm_entry import ask_confirmations, remind_confirmations
from .actions.give_share import ANNOUNCE_TASK as OPENING
from .actions.open_entry_review import OPEN_TASK, open_waiting_reviews
from .actions.publish_ranking import ANNOUNCE_TASK as RANKING
from .actions.tell_ends import tell_ends


@app.task(name=OUTCOMES, retry=5)
def announce_outcomes_task(review_ids: list[int]) -> None:
    announce_outcomes(review_ids=review_ids)


@app.task(name=RANKING, retry=5)
def announce_ranking_task(ranking_id: int) -> None:
    announce_ranking(ranking_id=ranking_id)


@app.task(name=OPENING, retry=5)
def announce_opening_task(opening_id: int) -> None:
    announce_opening(opening_id=opening_id)


@app.task(name=SEND_TASK, retry=5)
def send_acceptance_requests_task(ranking_id: int) -> None:
    send_acceptance_requests(ranking_id=ranking_id)


@app.task(name=OPEN_TASK, retry=5)
def open_entry_reviews_task(call_id: int) -> None:
    open_waiting_reviews(call_id=call_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="evaluation.collect_replies", queueing_lock="evaluation.collect_replies")
def collect_replies_task(timestamp: int) -> None:
    """What an announcement that was lost left behind: replies sent, applications that wait in a register."""
    collect_replies()
    open_waiting_reviews()


@app.periodic(cron="15 5 * * *")
@app.task(name="evaluation.keep_registers", queueing_lock="evaluation.keep_registers")
def keep_registers_task(timestamp: int) -> None:
    """Every morning: entries that end, confirmations to ask, reminders, entries about to end."""
    expire_entries()
    ask_confirmations()
    remind_confirmations()
    tell_ends()
