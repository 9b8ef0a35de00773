"""nginx with its default rules for caching, in a folder of its own, in front of a site."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Self

from tests.pressure.people import Person
from tools.nginx import find_nginx
from tools.stage.place import free_port

# nothing but where the cache lies and what it is called: what is stored, and for whom, is nginx's own default
CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_cache_path {folder}/cache keys_zone=front:10m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{site};
      proxy_set_header Host $http_host;
      proxy_cache front;
      add_header X-From-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


class CacheInFront:
    """Context: `port` is where it listens, `stored()` every byte that it keeps."""

    def __init__(self, folder: Path, site: int) -> None:
        self.folder, self.port = folder, free_port()
        file = folder / "nginx.conf"
        file.write_text(CONFIGURATION.format(folder=folder, port=self.port, site=site), encoding="ascii")
        (folder / "cache").mkdir(mode=0o777)
        self._command = [find_nginx(), "-p", str(folder), "-c", str(file)]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while True:
            try:
                Person(self.port).get("/salute/")
            except OSError:
                assert time.monotonic() < until, (self.folder / "error.log").read_text()
                time.sleep(0.1)
            else:
                return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait(10)

    def stored(self) -> bytes:
        return b"".join(path.read_bytes() for path in (self.folder / "cache").rglob("*") if path.is_file())
