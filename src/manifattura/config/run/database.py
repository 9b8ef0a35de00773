"""The database for one command: the embedded server while it lasts, or the one of DATABASE_URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from manifattura.config.environment import Environment


@contextmanager
def database(environment: Environment) -> Iterator[None]:
    """Inside this block the database answers."""
    if environment.embedded:
        from manifattura.config.embedded.places import places_for
        from manifattura.config.embedded.use import embedded_server

        test = environment.mode == "test"
        with embedded_server(places_for(environment.data, test=test), throwaway=test):
            yield
    else:
        _check_server(environment.database_url)
        yield


def _check_server(url: str) -> None:
    import psycopg

    from manifattura.config.database_url import check_server_version, parse_database_url
    from manifattura.config.problem import Problem

    parse_database_url(url)
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            check_server_version(connection.info.server_version)
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise Problem(f"The database of DATABASE_URL does not answer: {reason}") from error
