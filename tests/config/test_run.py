"""`manifattura run` from nothing: it answers, it stops all that it started, it brings back what dies."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from manifattura.config.embedded.places import places_for
from manifattura.config.embedded.server import is_running, read_lock_file
from manifattura.config.embedded.use import remove_cluster
from manifattura.config.environment import read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.children import Child, start_child, stop_all
from manifattura.config.run.keep import Database, Keep
from manifattura.config.run.site import LONG, STOP_SIGNALS, Stopped, StopRequest, log_of, prepare
from tests.architecture.house import PROJECT

WORKER = "manifattura.config.run.worker"


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    yield folder
    places = places_for(folder, test=True)
    remove_cluster(places)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A site started as a person would, apart from this process; `said` is what it prints."""

    def __init__(self, data, port):
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        kept.pop("DATABASE_URL", None)
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "manifattura.config", "run"],
            env={**kept, "MANIFATTURA_MODE": "test", "MANIFATTURA_DATA": str(data), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=PROJECT,
        )
        self.said = ""

    def wait_until_announced(self):
        for line in self.process.stdout:
            self.said += line
            if "Manifattura is at" in line:
                return
        pytest.fail(self.said)

    def family(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def leave_nothing(self):
        """After a test that failed half way."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.communicate(timeout=60)

    def end(self, number):
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


@pytest.fixture
def start_site(data, port):
    """`start_site()` starts one; whatever happens in the test, none is left running."""
    sites = []

    def start():
        sites.append(Site(data, port))
        return sites[-1]

    yield start
    for site in sites:
        site.leave_nothing()


def status(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/questa-pagina-non-esiste/")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def living(processes, word=None):
    """Those of `processes` that live, with `word` in their command line; one may end while it is looked at."""
    found = []
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            alive = one.is_running() and one.status() != psutil.STATUS_ZOMBIE
            if alive and (word is None or word in one.cmdline()):
                found.append(one)
    return found


def test_first_start_stop_short_second_start_and_parts_that_die(data, port, start_site):
    site = start_site()
    site.wait_until_announced()
    assert status(port) == 404
    family = site.family()
    assert len(family) >= 4, "two web workers under their server, and the worker of the queue"
    server = places_for(data, test=True)
    assert site.end(signal.SIGINT) == 0, site.said
    assert living(family) == []
    assert not (server.cluster / "postmaster.pid").exists()

    again = start_site()
    again.wait_until_announced()
    assert "Preparing" not in again.said
    what_dies_is_started_again(again, server)
    family = again.family()
    assert again.end(signal.SIGINT) == 0, again.said
    assert living(family) == []
    assert "The worker ended by itself (code -9): starting it again." in again.said
    assert "PostgreSQL ended by itself: starting it again." in again.said


def what_dies_is_started_again(site, server):
    worker, web_server = part(site, WORKER), part(site, "granian")
    worker.kill()
    web_server.kill()
    os.kill(read_lock_file(server).pid, signal.SIGKILL)
    wait_until(lambda: part(site, WORKER) not in (None, worker), "the worker is not started again")
    wait_until(lambda: part(site, "granian") not in (None, web_server), "the web server is not started again")
    assert is_running(server)
    wait_until(lambda: answers(site.port), "the site does not answer again")
    web_server = part(site, "granian")
    web_worker = web_server.children()[-1]
    web_worker.kill()
    wait_until(lambda: web_worker not in living(web_server.children()), "it lives")
    wait_until(lambda: len(living(web_server.children())) > 1, "the web worker is not started again")
    wait_until(lambda: answers(site.port), "the site does not answer again")


def wait_until(true, what, seconds=120.0):
    """The site needs a moment to see that a part is gone, and another to bring it back; other tests take its processors meanwhile."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.1)


def part(site, word):
    """The living process of the site whose command line has `word`, or None."""
    return next(iter(living(site.family(), word)), None)


def answers(port):
    try:
        return status(port) == 404
    except (OSError, http.client.HTTPException):
        return False


class Lasting(Database):
    """A database that never goes away."""

    def is_there(self, *, needed):
        return True


def look_for_long(keep):
    for _ in range(600):
        keep.look()
        time.sleep(0.03)


def failing():
    return Child("sample part", subprocess.Popen(["/bin/sh", "-c", "exit 3"], start_new_session=True))


def test_what_dies_again_and_again_stops_everything(tmp_path, capfd):
    given = {"DATABASE_URL": "postgresql://nowhere/", "MANIFATTURA_DATA": str(tmp_path)}
    keep = Keep(Lasting(read_environment(given)))
    keep.start([failing])
    with pytest.raises(Problem, match=r"ended by itself 6 times in a minute \(code 3\): stopping"):
        look_for_long(keep)
    stop_all(keep.children)
    assert capfd.readouterr().err.count("starting it again") == 5


def test_parts_wait_for_a_database_that_is_somebody_elses(tmp_path, capfd):
    away = f"postgresql://manifattura@/manifattura?host={tmp_path}"
    keep = Keep(Database(read_environment({"DATABASE_URL": away, "MANIFATTURA_DATA": str(tmp_path)})))
    keep.start([failing])
    first = keep.children[0]
    first.process.wait()
    for _ in range(20):
        keep.look()
    assert keep.children == [first]
    assert capfd.readouterr().err == "The database of DATABASE_URL does not answer: waiting for it.\n"


def test_stop_while_it_prepares(data, start_site):
    site = start_site()
    for line in site.process.stdout:
        site.said += line
        if "Preparing" in line:
            break
    assert site.end(signal.SIGINT) == 0, site.said
    assert "Manifattura is at" not in site.said
    assert not (places_for(data, test=True).cluster / "postmaster.pid").exists()


@pytest.fixture
def stop():
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    yield StopRequest()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_statement_broken_off_by_ctrl_c_is_no_fault(stop):
    def broken_off():
        try:
            signal.raise_signal(signal.SIGINT)
        except Stopped:
            raise ValueError("can't change 'autocommit' now") from None

    with pytest.raises(Stopped):
        prepare(broken_off, stop)


def test_a_fault_while_preparing_is_a_fault(stop):
    def failing():
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        prepare(failing, stop)


def test_the_demo_keeps_its_terminal_for_people(tmp_path):
    demo = read_environment({"MANIFATTURA_DATA": str(tmp_path)})
    log = log_of(demo)
    assert log == tmp_path / "site.log"
    start_child("talker", "this", log=log).process.wait(30)
    assert "The Zen" in log.read_text()
    log.write_bytes(b"x" * (LONG + 1))
    assert log_of(demo) == log
    assert not log.exists()
    assert (tmp_path / "site.old.log").stat().st_size > LONG
    assert log_of(read_environment({"MANIFATTURA_DATA": str(tmp_path), "MANIFATTURA_MODE": "test"})) is None
