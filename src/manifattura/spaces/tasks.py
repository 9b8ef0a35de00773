"""Jobs of this app: call an action."""

from procrastinate.contrib.django import app

from .actions.write_import import forget_old_imports


@app.periodic(cron="41 3 * * *")
@app.task(name="spaces.forget_old_imports", queueing_lock="spaces.forget_old_imports")
def forget_old_imports_task(timestamp: int) -> None:
    """Uploaded tables hold owners' names: none stays longer than it must."""
    forget_old_imports()
