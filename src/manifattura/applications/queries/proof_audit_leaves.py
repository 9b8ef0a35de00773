"""The leaves of an audited call: text, hash, subtrees, place and MAC, each against its submission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from manifattura.kernel.signing_keys import SigningKey

from ..domain.merkle import GrowingTree, leaf_hash
from ..domain.proof_documents import leaf_text
from ..models import Application, ProofLeaf, Submission
from .proof_findings import CHUNK, LEAF, SUBMISSION, AuditReport
from .proof_rows import row_of


@dataclass
class Trees:
    """The same tree computed twice: from the hashes of the log, and from the submissions as they stand."""

    stored: GrowingTree = field(default_factory=GrowingTree)
    rebuilt: GrowingTree = field(default_factory=GrowingTree)
    stored_roots: dict[int, str] = field(default_factory=dict)
    rebuilt_roots: dict[int, str] = field(default_factory=dict)
    apart: list[tuple[ProofLeaf, Submission]] = field(default_factory=list)
    """Leaves whose log and whose submission both agree with themselves, and not with each other."""


def hash_in(written: str) -> str:
    """A hash that can be computed with, whatever somebody wrote into the column."""
    try:
        return written if len(bytes.fromhex(written)) == 32 else "00" * 32
    except ValueError:
        return "00" * 32


def leaf_of(submission: Submission, slug: str) -> str:
    return leaf_text(
        arrival=submission.arrival,
        call=slug,
        payload_sha256=submission.payload_sha256,
        received_at=submission.received_at,
    )


def audit_leaves(
    call_id: int, slug: str, sizes: set[int], private: Sequence[SigningKey], report: AuditReport
) -> Trees:
    trees = Trees()
    for leaf, submission, application in _leaves_of(call_id):
        if leaf.call_id != call_id:
            report.add(LEAF, leaf.pk, "call_id: the submission is of another call")
        if leaf.index != trees.stored.size:
            report.add(
                LEAF,
                leaf.pk,
                f"index is {leaf.index}, expected {trees.stored.size}: a leaf is missing or moved",
            )
        if submission is None:
            report.add(LEAF, leaf.pk, f"submission_id: there is no submission {leaf.submission_id}")
        _grow(trees, leaf, submission, slug, report)
        if submission is not None and application is None:
            report.add(
                SUBMISSION,
                submission.pk,
                f"application_id: there is no application {submission.application_id}",
            )
        elif submission is not None and application is not None and not is_discarded(application):
            # of a discarded one the links to people are gone, as the archives authorised
            _check_mac(leaf, submission, private, report)
        if trees.stored.size in sizes:
            trees.stored_roots[trees.stored.size] = trees.stored.root().hex()
            trees.rebuilt_roots[trees.stored.size] = trees.rebuilt.root().hex()
    report.leaves = trees.stored.size
    return trees


def _grow(
    trees: Trees, leaf: ProofLeaf, submission: Submission | None, slug: str, report: AuditReport
) -> None:
    """Of text, hash and submission, two that agree say which one is wrong."""
    text = leaf_of(submission, slug) if submission else leaf.leaf
    from_text, from_row = leaf_hash(leaf.leaf.encode()).hex(), leaf_hash(text.encode()).hex()
    right = leaf.leaf_hash
    if from_text == from_row != leaf.leaf_hash:
        report.add(LEAF, leaf.pk, "leaf_hash is not the hash of the leaf")
        right = from_text
    elif from_text != leaf.leaf_hash == from_row:
        report.add(LEAF, leaf.pk, "leaf is not what was hashed")
    elif from_text == leaf.leaf_hash != from_row:
        assert submission is not None
        trees.apart.append((leaf, submission))
    elif len({from_text, leaf.leaf_hash, from_row}) == 3:
        report.add(LEAF, leaf.pk, "leaf and leaf_hash agree neither with each other nor with the submission")
    completed = trees.stored.append(bytes.fromhex(hash_in(right)))
    trees.rebuilt.append(bytes.fromhex(from_row))
    if leaf.subtrees != "".join(one.hex() for one in completed):
        report.add(LEAF, leaf.pk, "subtrees are not those that this leaf completes")


def _check_mac(
    leaf: ProofLeaf, submission: Submission, private: Sequence[SigningKey], report: AuditReport
) -> None:
    if not private:
        return
    if not leaf.row_mac:
        report.add(LEAF, leaf.pk, "row_mac is empty: there was no key when it was written, or it was emptied")
        return
    row = row_of(submission, leaf.index, leaf.leaf_hash)
    if all(key.mac(row) != leaf.row_mac for key in private):
        report.add(
            SUBMISSION,
            submission.pk,
            "one of application_id, submitted_by_id, on_behalf_id, idempotency_key, registration_year, "
            "registration_number and registered_at is not as registered, or its leaf was changed",
        )
        report.add(LEAF, leaf.pk, f"row_mac does not belong to submission {submission.pk} as it stands")


def _leaves_of(call_id: int) -> Iterator[tuple[ProofLeaf, Submission | None, Application | None]]:
    """In order, those of the call and those of its submissions, with the submission if it exists."""
    chunk: list[ProofLeaf] = []
    mine = Submission.objects.filter(application__call_id=call_id).values("pk")
    rows = ProofLeaf.objects.filter(Q(call_id=call_id) | Q(submission_id__in=mine)).order_by("index", "id")
    for leaf in rows.iterator(CHUNK):
        chunk.append(leaf)
        if len(chunk) == CHUNK:
            yield from _with_submissions(chunk)
            chunk = []
    yield from _with_submissions(chunk)


def _with_submissions(
    chunk: Sequence[ProofLeaf],
) -> Iterator[tuple[ProofLeaf, Submission | None, Application | None]]:
    """Looked up one by one: a join would hide the rows whose reference leads nowhere."""
    submissions = Submission.objects.in_bulk([leaf.submission_id for leaf in chunk])
    applications = Application.objects.in_bulk([one.application_id for one in submissions.values()])
    for leaf in chunk:
        submission = submissions.get(leaf.submission_id)
        yield leaf, submission, applications.get(submission.application_id) if submission else None


def is_discarded(application: Application) -> bool:
    """Its content went by the archives' authorisation: digest, numbers and leaf stay."""
    return application.discarded_at is not None
