"""A real OpenID provider (npm `oidc-provider`) started by the tests, behind a front that can spoil what it answers.

The front holds the provider's own key, so that a spoiled token is signed as a true one: what is wrong with it is only what a
test made wrong.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

SCRIPT = Path(__file__).resolve().parents[2] / "src/manifattura/config/demo/provider/provider.mjs"
CLIENT, SECRET = "manifattura", "a secret of the tests only"
RETURN = "http://127.0.0.1/accedi/identita/risposta/"
PEOPLE = [
    {
        "sub": "prima",
        "given_name": "Persona",
        "family_name": "Campione",
        "fiscal_number": "TINIT-RSSMRA80A01F205X",
        "email": "campione@example.org",
        "email_verified": True,
    },
    {
        "sub": "seconda",
        "given_name": "Altra",
        "family_name": "Campione",
        "fiscal_number": "TINIT-VRDGPP13R10B293P",
    },
]
Claims = dict[str, Any]


class IdentityProviderForTests:
    """`spoil` changes the claims of the next ID tokens; `header` and `key` what they are signed with."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.spoil: Callable[[Claims], Claims] | None = None
        self.spoil_text: Callable[[str], str] | None = None
        self._front = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self._front.server_port}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def __enter__(self) -> Self:
        jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key))
        given = {
            "issuer": self.issuer,
            "client": CLIENT,
            "secret": SECRET,
            "redirects": [RETURN],
            "port": self.port,
            "people": PEOPLE,
            "jwks": {"keys": [{**jwk, "kid": "k1", "use": "sig", "alg": "RS256", "key_ops": None}]},
        }
        del given["jwks"]["keys"][0]["key_ops"]
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(given))
        self._process.stdin.close()
        assert self._process.stdout.readline().strip() == "ready"
        threading.Thread(target=self._front.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._front.shutdown()
        self._front.server_close()
        self._process.terminate()
        self._process.wait(10)

    def choose(
        self,
        address: str,
        *,
        sub: str = "prima",
        scheme: str = "spid",
        level: str = "2",
        browser: requests.Session | None = None,
    ) -> str:
        """What a person does at the provider; the address to which it sends the browser back. `browser`: used before."""
        browser = browser or requests.Session()
        page = browser.get(address)
        assert "Identità di prova" in page.text, page.text
        posted = {"sub": sub, "scheme": scheme, "level": level, **({"cancel": "1"} if sub == "" else {})}
        answer = browser.post(page.url, data=posted, allow_redirects=False)
        while not answer.headers["Location"].startswith(RETURN):
            answer = browser.get(
                requests.compat.urljoin(self.issuer, answer.headers["Location"]), allow_redirects=False
            )
        return answer.headers["Location"].removeprefix("http://127.0.0.1")

    def spoiled(self, body: bytes) -> bytes:
        tokens = json.loads(body)
        if self.spoil and "id_token" in tokens:
            claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
            tokens["id_token"] = jwt.encode(
                self.spoil(claims), self.key, algorithm="RS256", headers={"kid": "k1"}
            )
        if self.spoil_text and "id_token" in tokens:
            tokens["id_token"] = self.spoil_text(tokens["id_token"])
        return json.dumps(tokens).encode()


def _handler(provider: IdentityProviderForTests) -> type[BaseHTTPRequestHandler]:
    class Front(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass("GET")

        def do_POST(self) -> None:
            self._pass("POST")

        def log_message(self, *_: object) -> None:
            """Quiet."""

        def _pass(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {
                name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"
            }
            headers |= {"X-Forwarded-Host": self.headers["Host"], "X-Forwarded-Proto": "http"}
            answer = requests.request(
                method,
                f"http://127.0.0.1:{provider.port}{self.path}",
                data=body,
                headers=headers,
                allow_redirects=False,
            )
            content = (
                provider.spoiled(answer.content) if self.path == "/token" and answer.ok else answer.content
            )
            self.send_response(answer.status_code)
            for name, value in answer.raw.headers.items():
                if name.lower() not in (
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                    "content-encoding",
                ):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Front
