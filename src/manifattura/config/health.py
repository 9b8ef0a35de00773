"""How the system is, for machines: alive, ready, and in figures. Nothing of anybody, kept by no cache."""

from __future__ import annotations

import hmac
from datetime import timedelta
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from manifattura.calls.queries.outages import last_beat
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now
from manifattura.kernel.public_cache import kept_by_nobody

from .metrics import exposition

# the worker beats every minute
QUIET = timedelta(minutes=3)
LOCAL = frozenset({"127.0.0.1", "::1"})
_migrated: list[bool] = []


@audience("public")
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return kept_by_nobody(JsonResponse({"alive": True}))


@audience("public")
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 while something is missing that a request or a job needs; each part by name."""
    parts = {"database": False, "migrations": False, "worker": False}
    try:
        moment = database_now()
        parts["database"] = True
        parts["migrations"] = _is_migrated()
        beat = last_beat()
        parts["worker"] = beat is not None and moment - beat < QUIET
    except Error:
        parts["database"] = False
    # a worker that stands still keeps nobody from sending: it is said, and does not take the site away
    is_ready = parts["database"] and parts["migrations"]
    return kept_by_nobody(JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503))


@audience("public")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus: from this machine, or with the token of MANIFATTURA_METRICS_TOKEN; nobody else learns that it is there."""
    if not _may_read(request):
        return kept_by_nobody(HttpResponse(status=404))
    return kept_by_nobody(HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8"))


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    # behind a proxy everybody seems local: there only the token opens
    behind_proxy = settings.ALLAUTH_TRUSTED_PROXY_COUNT or "HTTP_X_FORWARDED_FOR" in request.META
    return not behind_proxy and request.META.get("REMOTE_ADDR") in LOCAL


def _is_migrated() -> bool:
    """Once true it stays true for this process: its code does not change."""
    if not _migrated:
        if not (_all_files_applied() or _nothing_to_apply()):
            return False
        _migrated.append(True)
    return True


def _all_files_applied() -> bool:
    """Whether each file of migrations is on record: the quick yes, in milliseconds, without reading any of them."""
    applied = MigrationRecorder(connection).applied_migrations()
    for app in apps.get_app_configs():
        module, _chosen = MigrationLoader.migrations_module(app.label)
        if module is None or (found := find_spec(module)) is None:
            continue
        files = iter_modules(found.submodule_search_locations or [])
        if any(
            not file.ispkg and file.name[0] not in "_~" and (app.label, file.name) not in applied
            for file in files
        ):
            return False
    return True


def _nothing_to_apply() -> bool:
    """The exact answer, in half a second: also a yes where a squashed migration stands for others."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
