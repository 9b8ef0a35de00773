"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.discard_batch import discard_batch
from .actions.order_discard import DISCARD_TASK


@app.task(name=DISCARD_TASK, retry=5)
def discard_batch_task(run_id: int, by_id: int) -> None:
    discard_batch(run_id=run_id, by_id=by_id)
