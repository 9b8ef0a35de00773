"""Work after the request: procrastinate on the same PostgreSQL."""

PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 2,
    "delete_jobs": "successful",
    # signs of life: what a dead worker left unfinished is queued again (`config/run/unfinished.py`)
    "update_heartbeat_interval": 5.0,
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
