"""A throwaway city to break and to measure: own PostgreSQL with fsync on, the site as `manifattura run` starts it.

    from tools.stage import Stage

    with Stage(drafts=1000) as stage:
        stage.url             # http://127.0.0.1:<port>
        stage.senders         # 1,000 × Sender(cookie, csrf, path, body), each good for one sending
        stage.database_url    # for psycopg, psql, pgbench (`stage.binaries` holds these)
        stage.web_pids()      # granian's workers; worker_pid, postgres_pid, site_pid
        stage.restart_web()   # also restart_worker, restart_postgres: kill -9, the site brings them back
        stage.prepare(500)    # 500 drafts more, as long as the stage stands

A sender is a real one: a firm with its legal representative, mandate, complete draft of about 2 kB of answers, and a session in
the database. One draft is made through the application's own actions; the others are copies of
its rows (`clone.py`), so 60,000 take well under a minute. A sending is
`POST {path}` with `Cookie: {cookie}`, `Content-Type: application/x-www-form-urlencoded` and `{body}`; `tools.stage.load`
has a client that does it. `Stage(environment={…})` sets variables of the site; `Stage(folder=…)` chooses the disk.
`python -m tools.stage --drafts 100` starts one and waits for Ctrl-C.
"""

from tools.stage.place import Sender
from tools.stage.stage import Stage

__all__ = ["Sender", "Stage"]
