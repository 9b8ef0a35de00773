"""Demo mode: an OpenID provider beside the site, on this machine alone, so that the real way in can be tried."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from manifattura.config.data_folder import prepare
from manifattura.config.demo.people import demo_person
from manifattura.config.environment import PROJECT, Environment
from manifattura.config.identity import CLIENT, HINT, ISSUER, SECRET
from manifattura.config.run.children import Child

SCRIPT = Path(__file__).resolve().parents[1] / "demo" / "provider" / "provider.mjs"
LIBRARY = PROJECT / "node_modules" / "oidc-provider"
ANSWER = "/accedi/identita/risposta/"


@dataclass(frozen=True)
class DemoIdentity:
    """The provider to start, once the site answers; its settings travel by standard input, never on a command line."""

    settings: str

    def start(self) -> Child:
        process = subprocess.Popen(
            [shutil.which("node") or "node", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=False,
        )
        assert process.stdin is not None
        # a provider that ends at once takes nothing else with it: its message is on the terminal
        with suppress(BrokenPipeError):
            process.stdin.write(self.settings.encode())
            process.stdin.close()
        return Child("identity provider", process)


def plan_demo_identity(environment: Environment) -> DemoIdentity | None:
    """Tell the parts of the site (by their environment) where the provider will be; None where there is none.

    Not outside the demo, not where a provider is named already, not without Node and its library.
    """
    if environment.mode != "demo" or environment.raw.get(ISSUER):
        return None
    if not shutil.which("node") or not LIBRARY.exists():
        return None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secret = secrets.token_urlsafe(32)
    issuer = f"http://127.0.0.1:{port}"
    os.environ |= {
        ISSUER: issuer,
        CLIENT: "manifattura-demo",
        SECRET: str(_kept(environment.data, secret)),
        HINT: "idp_hint",
    }
    hosts = ("127.0.0.1", "localhost")
    return DemoIdentity(
        json.dumps(
            {
                "issuer": issuer,
                "client": "manifattura-demo",
                "secret": secret,
                "port": port,
                "redirects": [
                    f"http://{host}:{environment.port}{language}{ANSWER}"
                    for host in hosts
                    for language in ("", "/en")
                ],
                "people": _people(),
            }
        )
    )


def _people() -> list[dict[str, object]]:
    """One whose address has an account already, one who is new, one of whom no address is known."""
    known = demo_person("impresa")
    return [
        {
            "sub": "titolare",
            "given_name": "Titolare",
            "family_name": "Impresa campione A",
            "fiscal_number": "TINIT-CMPTLR80A01F205Z",
            "email": known.email,
            "email_verified": True,
        },
        {
            "sub": "nuova",
            "given_name": "Persona nuova",
            "family_name": "Campione",
            "fiscal_number": "TINIT-CMPNVU85C41F205P",
            "email": "nuova@demo.manifattura.example",
            "email_verified": True,
        },
        {
            "sub": "senza-indirizzo",
            "given_name": "Persona senza indirizzo",
            "family_name": "Campione",
            "fiscal_number": "TINIT-CMPDLG78H15F205I",
        },
    ]


def _kept(data: Path, secret: str) -> Path:
    path = prepare(data) / "identity-secret"
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return path
