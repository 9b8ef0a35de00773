"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.ask_package import PACKAGE_TASK
from .actions.build_package import build_package
from .actions.discard_batch import discard_batch
from .actions.order_discard import DISCARD_TASK


@app.task(name=DISCARD_TASK, retry=5)
def discard_batch_task(run_id: int, by_id: int) -> None:
    discard_batch(run_id=run_id, by_id=by_id)


@app.task(name=PACKAGE_TASK, retry=3)
def build_package_task(package_id: int) -> None:
    build_package(package_id=package_id)
