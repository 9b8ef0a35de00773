"""Commands that need Django: manage, check, worker, demo."""

from __future__ import annotations

import shutil

from manifattura.config.environment import Environment, read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import point_at_settings, set_up_django

# These look at files only: starting a server for them would be waste.
WITHOUT_DATABASE = frozenset(
    {"collectstatic", "compilemessages", "makemessages", "help", "findstatic", "diffsettings"}
)


def manage(arguments: list[str]) -> int:
    """Run a Django command, with the database under it where it needs one."""
    environment = read_environment()
    point_at_settings()
    from django.core.management import execute_from_command_line

    if not arguments or arguments[0] in WITHOUT_DATABASE:
        execute_from_command_line(["manifattura manage", *arguments])
        return 0
    with database(environment):
        execute_from_command_line(["manifattura manage", *arguments])
    return 0


def check_everything() -> int:
    """Settings, models, addresses; migrations that somebody forgot to write."""
    with database(read_environment()):
        set_up_django()
        from django.core.management import call_command

        call_command("check", fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
        missing = [*identity_findings(), *trust_list_findings()]
    for line in missing:
        print(line)
    return 1 if missing else 0


def identity_findings() -> list[str]:
    """What is missing so that people can enter with SPID, CIE and eIDAS; nothing where the demo needs none."""
    import requests
    from django.conf import settings

    provider = settings.IDENTITY
    if provider is None:
        names = "MANIFATTURA_OIDC_ISSUER, MANIFATTURA_OIDC_CLIENT, MANIFATTURA_OIDC_SECRET_FILE"
        return (
            [f"Nobody can send applications with SPID, CIE or eIDAS: set {names} (docs/identity.md)."]
            if settings.IDENTITY_TO_SEND
            else []
        )
    address = f"{provider.issuer}/.well-known/openid-configuration"
    try:
        answer = requests.get(address, timeout=10)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        return [f"The identity provider does not answer at {address}: {type(error).__name__}."]
    return identity_gaps(said, provider.issuer)


def trust_list_findings() -> list[str]:
    """Which trust lists want renewing; a site without one takes no signatures, and need not."""
    from manifattura.accounts.queries.trust_lists import lists_to_renew

    return [
        f"The trust list {one.row.territory or 'of certificates'} is {one.age.days} days old: install a newer one "
        f"with `manifattura import trust-list` (it counts until {one.counts_until:%Y-%m-%d})."
        for one in lists_to_renew()
    ]


def identity_gaps(said: dict[str, object], issuer: str) -> list[str]:
    """What a discovery document lacks; `said` is what it says."""
    found = [
        f"The identity provider names no {name}."
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
        if not said.get(name)
    ]
    if str(said.get("issuer") or "").rstrip("/") != issuer:
        found.append(f"The identity provider calls itself {said.get('issuer')!r}, not {issuer!r}.")
    methods = said.get("code_challenge_methods_supported")
    if not isinstance(methods, list) or "S256" not in methods:
        found.append("The identity provider does not say that it supports PKCE with S256.")
    return found


def work() -> int:
    """The queue only: on a machine of its own, or as one more worker."""
    from manifattura.config.run.worker import run_worker

    with database(read_environment()):
        run_worker()
    return 0


def fill_demo(*, reset: bool) -> int:
    """The demo city in an empty database; with `reset`, after throwing the old one away."""
    environment = read_environment()
    if environment.mode != "demo":
        raise Problem("The demo city belongs to demo mode: unset MANIFATTURA_MODE.")
    if reset:
        _throw_away(environment)
    with database(environment):
        from manifattura.config.run.prepare import prepare_database

        prepare_database(environment)
    print("The demo city is ready: start the site with `manifattura run`.")
    return 0


def _throw_away(environment: Environment) -> None:
    if not environment.embedded:
        raise Problem(
            "Only the embedded database is thrown away: unset DATABASE_URL, or empty that database yourself."
        )
    from manifattura.config.embedded.places import places_for
    from manifattura.config.embedded.use import remove_cluster

    remove_cluster(places_for(environment.data))
    shutil.rmtree(environment.data / "files", ignore_errors=True)
