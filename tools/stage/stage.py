"""The stage itself: starts the throwaway city, kills and restarts its parts, leaves nothing behind."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import psycopg

from manifattura.config.embedded.server import read_lock_file
from manifattura.config.embedded.use import embedded_server
from tools.stage.place import (
    PROJECT,
    Sender,
    environment_of,
    free_port,
    new_folder,
    read_senders,
    run_module,
)
from tools.stage.template import copy_template

WORKER = "manifattura.config.run.worker"
READY = "/accedi/"


class Stage:
    """Context: a running city with `drafts` people ready to send.

    `web_workers`: None leaves it to `manifattura run`. `folder`: where the data folder is made, a disk by default.
    `site=False`: only the database, prepared; `start_site()` when wanted.
    """

    def __init__(
        self,
        drafts: int = 0,
        web_workers: int | None = None,
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        site: bool = True,
    ) -> None:
        self.drafts = drafts
        self.senders: list[Sender] = []
        self._parent = folder
        self._more = dict(environment or {})
        if web_workers is not None:
            self._more["MANIFATTURA_WEB_WORKERS"] = str(web_workers)
        self._with_site = site
        self._stack = ExitStack()
        self._site: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._build()
        except BaseException:
            self._stack.close()
            raise
        return self

    def _build(self) -> None:
        self.folder = new_folder(self._parent)
        self._stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # what web server and worker write; what `manifattura run` itself says is beside it
        self.log, self._said = self.data / "site.log", self.folder / "run.log"
        self.environment = environment_of(self.data, self.port, self._more)
        self.places = copy_template(self.data)
        self.binaries = self.places.binaries / "bin"
        self.database_url = f"postgresql://manifattura@/manifattura?host={self.places.socket}"
        self._stack.enter_context(embedded_server(self.places))
        if self.drafts:
            self.prepare(self.drafts)
        self._stack.callback(self.stop_site)
        if self._with_site:
            self.start_site()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def prepare(self, drafts: int) -> list[Sender]:
        """So many people more, ready to send; they are added to `senders` too."""
        output = self.folder / "senders.jsonl"
        run_module(self.environment, "tools.stage.prepare", "--drafts", str(drafts), "--output", str(output))
        fresh = read_senders(output)
        # written out now: whoever measures or breaks the stage shall not meet what was copied into it
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        self.senders += fresh
        return fresh

    # ------------------------------------------------------------ the site

    def start_site(self, *, patience: float = 60.0) -> None:
        """`manifattura run`, on the database that is there; returns when it answers."""
        with self._said.open("ab") as said:
            self._site = subprocess.Popen(
                [sys.executable, "-m", "manifattura.config", "run"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=PROJECT,
                start_new_session=True,
            )
        self.wait_until_ready(patience)

    def stop_site(self) -> None:
        """Stop it as Ctrl-C does; the database stays."""
        if self._site is None:
            return
        family = self._family()
        if self._site.poll() is None:
            self._site.send_signal(signal.SIGINT)
            try:
                self._site.wait(30)
            except subprocess.TimeoutExpired:
                self._site.kill()
                self._site.wait()
        for process in family:
            if process.is_running() and process.name() != "postgres":
                process.kill()
        self._site = None

    def site_runs(self) -> bool:
        return self._site is not None and self._site.poll() is None

    def wait_until_ready(self, patience: float = 60.0) -> float:
        """Seconds until a page that reads the database answers with 200."""
        begun = time.monotonic()
        while not self.answers():
            if not self.site_runs():
                raise RuntimeError(f"The site ended:\n{self.last_words()}")
            if time.monotonic() - begun > patience:
                raise RuntimeError(f"The site does not answer after {patience:.0f} s:\n{self.last_words()}")
            time.sleep(0.05)
        return time.monotonic() - begun

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", READY)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return answer.status == 200

    def last_words(self, characters: int = 4000) -> str:
        there = [path for path in (self.log, self._said) if path.exists()]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace")[-characters:] for path in there)

    # ------------------------------------------------------------ its parts

    @property
    def site_pid(self) -> int:
        """`manifattura run` itself."""
        assert self._site is not None
        return self._site.pid

    @property
    def server_pid(self) -> int:
        """granian's own process, the parent of the web workers."""
        return self._one(lambda process: process.ppid() == self.site_pid and "granian" in process.cmdline())

    def web_pids(self) -> list[int]:
        """The web workers: the processes that answer requests."""
        try:
            children = psutil.Process(self.server_pid).children()
            return [
                one.pid
                for one in children
                if _lives(one) and "resource_tracker" not in " ".join(one.cmdline())
            ]
        except (psutil.Error, LookupError):
            return []

    @property
    def worker_pid(self) -> int:
        """The process that does the queued jobs."""
        return self._one(lambda process: process.ppid() == self.site_pid and WORKER in process.cmdline())

    @property
    def postgres_pid(self) -> int:
        """The postmaster."""
        lock = read_lock_file(self.places)
        if lock is None:
            raise LookupError("PostgreSQL does not run")
        return lock.pid

    def backend_pids(self) -> list[int]:
        """Processes that serve connections of the site."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
        return [pid for (pid,) in found]

    def restart_web(self) -> float:
        """kill -9 every web worker; seconds until the site answers again."""
        return self._kill_and_wait(*self.web_pids())

    def restart_worker(self) -> float:
        return self._kill_and_wait(self.worker_pid)

    def restart_postgres(self) -> float:
        return self._kill_and_wait(self.postgres_pid)

    def _kill_and_wait(self, *pids: int) -> float:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return self.wait_until_ready()

    def _one(self, wanted: Callable[[psutil.Process], bool]) -> int:
        for process in self._family():
            try:
                if _lives(process) and wanted(process):
                    return process.pid
            except psutil.Error:
                continue
        raise LookupError("this part does not run at the moment")

    def _family(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.site_pid).children(recursive=True)
        except psutil.Error:
            return []


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
