"""Published editions: immutable, so each process reads and parses one only once."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from threading import Lock

from ..domain.document import edition_from_document
from ..domain.edition import Edition
from ..models import Call, CallEdition, CallStop

KEPT = 256
_parsed: "OrderedDict[int, Edition]" = OrderedDict()
_lock = Lock()


def edition(edition_id: int) -> Edition:
    """The edition with this id; DoesNotExist when there is none."""
    found = editions([edition_id])
    if edition_id not in found:
        raise CallEdition.DoesNotExist(f"no edition {edition_id}")
    return found[edition_id]


def editions(edition_ids: Iterable[int]) -> dict[int, Edition]:
    """Editions by id: those not yet parsed by this process are read in one statement; unknown ids are left out."""
    wanted = set(edition_ids)
    with _lock:
        found = {edition_id: _parsed[edition_id] for edition_id in wanted if edition_id in _parsed}
    missing = wanted - found.keys()
    if missing:
        rows = CallEdition.objects.filter(pk__in=missing).values_list("pk", "document")
        read = {pk: edition_from_document(document) for pk, document in rows}
        found |= read
        with _lock:
            _parsed.update(read)
            while len(_parsed) > KEPT:
                _parsed.popitem(last=False)
    return found


def edition_before(edition_id: int) -> Edition | None:
    """The edition that this one took the place of; None for a first one."""
    row = CallEdition.objects.only("call_id", "version").get(pk=edition_id)
    earlier = CallEdition.objects.filter(call_id=row.call_id, version__lt=row.version).order_by("-version")
    found = earlier.values_list("pk", flat=True).first()
    return None if found is None else edition(found)


def last_act_on(call: Call) -> date:
    """The day of the latest act on the call: an edition's, a suspension's, a resumption's."""
    found = list(CallEdition.objects.filter(call=call).values_list("act_on", flat=True))
    for stop in CallStop.objects.filter(call=call):
        found += [stop.act_on, *([stop.resume_act_on] if stop.resume_act_on else [])]
    return max(found)


def adopted_on(call: Call) -> date:
    """The day of the act that adopted the call: no other act on it comes before."""
    day: date = CallEdition.objects.filter(call=call).order_by("version").values_list("act_on", flat=True)[0]
    return day


def current_edition(call: Call) -> Edition:
    """The edition in force; ValueError for a call never published."""
    if call.current_edition_id is None:
        raise ValueError(f"{call.slug} has no edition")
    return edition(call.current_edition_id)
