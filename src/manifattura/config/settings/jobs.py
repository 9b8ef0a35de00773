"""Work after the request: procrastinate on the same PostgreSQL."""

PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "delete_jobs": "successful"}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
