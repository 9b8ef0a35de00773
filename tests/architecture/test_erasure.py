"""The way around the written-once tables is narrow: one function, called by actions named after what they erase."""

from tests.architecture.house import SOURCE, files, relative

OPENER = "erasure_permitted("
TABLE = ("kernel_erasurepermit", "ErasurePermit")
KERNEL = {
    "kernel/append_only.py",
    "kernel/erasure.py",
    "kernel/models/__init__.py",
    "kernel/models/erasure_permit.py",
}


def test_only_erasures_open_what_is_written_once():
    callers = {path for path in files("*.py") if OPENER in path.read_text(encoding="utf-8")}
    callers.discard(SOURCE / "kernel" / "erasure.py")
    wrong = [
        relative(path)
        for path in callers
        if path.parent.name != "actions" or not path.name.startswith("erase_")
    ]
    assert callers
    assert wrong == []


def test_nobody_writes_a_permit_by_hand():
    named = [
        relative(path)
        for path in files("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in TABLE)
        and str(path.relative_to(SOURCE)) not in KERNEL
        and path.parent.name != "migrations"
    ]
    assert named == []
