"""`manifattura run` from nothing: it answers, it stops all that it started, it says when a part of it dies."""

import http.client
import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest

from manifattura.config.embedded.places import places_for
from manifattura.config.embedded.use import remove_cluster
from tests.architecture.house import PROJECT


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


def living(processes):
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_first_start_stop_short_second_start_and_a_part_that_dies(data, port, start_site):
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
    a_part_that_dies_is_named_and_the_rest_stops(again)


def a_part_that_dies_is_named_and_the_rest_stops(site):
    family = site.family()
    worker = next(one for one in family if "manifattura.config.run.worker" in one.cmdline())
    worker.kill()
    site.said += site.process.communicate(timeout=60)[0]
    assert site.process.returncode == 1
    assert "The worker ended by itself" in site.said
    assert living(family) == []


def test_stop_while_it_prepares(data, start_site):
    site = start_site()
    for line in site.process.stdout:
        site.said += line
        if "Preparing" in line:
            break
    assert site.end(signal.SIGINT) == 0, site.said
    assert "Manifattura is at" not in site.said
    assert not (places_for(data, test=True).cluster / "postmaster.pid").exists()
