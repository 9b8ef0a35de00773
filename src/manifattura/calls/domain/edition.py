"""The immutable edition of a call: what publishing freezes, and the only thing run time reads (DESIGN §10.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

# the grid and the aid are parts of the edition: everybody takes their words from here
from .aid_rule import Aid, AidBracket, AidPremium  # noqa: F401
from .allocation import Allocation
from .expressions import Expression
from .grid import Bonus, CriteriaGroup, Criterion, Flag, Grid, Reserve, TieBreaker  # noqa: F401
from .sealing import Sealing


class FieldType(StrEnum):
    """What a form may ask. `EXPENSES`: rows (category, description, amount net of VAT); `SEAT`: address, NIL, municipio;
    `GROUP`: the same questions for each item of a list; `COMPUTED`: nobody writes it, a formula gives it.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    FILE = "file"
    SEAT = "seat"
    EXPENSES = "expenses"
    DECLARATION = "declaration"
    GROUP = "group"
    COMPUTED = "computed"
    STAMP_DUTY = "stamp_duty"


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    max_share: Decimal | None = None
    """Expense categories only: largest share (0–1) of the project's cost."""


@dataclass(frozen=True)
class FormField:
    """One question. `key` is stable over editions; a sealed one is never stored in clear before the opening (`sealing.py`)."""

    key: str
    type: FieldType
    label: str
    help: str = ""
    required: bool = True
    shown_if: Expression | None = None
    options: tuple[Option, ...] = ()
    max_length: int | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    accept: tuple[str, ...] = ()
    """File extensions without dot, e.g. ("pdf", "jpg")."""
    max_files: int = 1
    max_megabytes: int = 10
    declaration: str | None = None
    """Key of the declaration, for `FieldType.DECLARATION`."""
    sealed: bool = False
    fields: "tuple[FormField, ...]" = ()
    """The questions of each item, for `FieldType.GROUP`."""
    min_items: int = 0
    max_items: int = 20
    item_title: str = ""
    """What one item is called: "Socio"."""
    formula: Mapping[str, Any] | None = None
    """For `FieldType.COMPUTED` (`formulas.py`)."""
    decimals: int = 2
    unit: str = ""
    """Shown after a computed number; "€" shows it as an amount."""
    prefill: str = ""
    """Where a first answer comes from (`prefills.py`): a fact of the firm's record, or `earlier`."""


@dataclass(frozen=True)
class FormSection:
    key: str
    title: str
    help: str = ""
    fields: tuple[FormField, ...] = ()
    per_lot: bool = False
    """Its questions are asked for each lot that one chooses (`lot_sections.py`); without lots they are asked once."""
    asked: tuple[FormField, ...] = ()
    """The questions as the office wrote them, where `fields` has them lot by lot."""


APPLICANT_RECORD = "applicant"
"""A declared fact that is no answer of the form: the applicant's own record (size, legal form, activity, seats)."""


class Declarant(StrEnum):
    """Who ticks: the legal representative of the applicant, or each member of the grouping for itself."""

    LEGAL_REP = "legal_rep"
    EACH_MEMBER = "each_member"


@dataclass(frozen=True)
class Declaration:
    """A self-declaration (DPR 445/2000 art. 46–47): one text, one version, one tick each."""

    key: str
    title: str
    text: str
    law: str
    text_version: int = 1
    declarant: Declarant = Declarant.LEGAL_REP
    facts: tuple[str, ...] = ()
    """Field keys, or `APPLICANT_RECORD`; editing one of them clears the tick."""
    shown_if: Expression | None = None


@dataclass(frozen=True)
class EligibilityQuestion:
    """Self-check before starting: `expected` is the answer that lets you apply."""

    key: str
    question: str
    expected: bool
    explain: str
    """What to do or why not, when the answer is the other one."""


@dataclass(frozen=True)
class Requirement:
    """A line of the formal review's checklist."""

    key: str
    title: str
    source: str = ""
    """Where the officer looks: article of the notice, field, file."""
    automatic: str | None = None
    """Name of the automatic check (`in_time`, `ateco`, `area`, `size`, `cost_range`, `declarations`, `files`), or None."""


@dataclass(frozen=True)
class TargetArea:
    """What "periphery" means here: a set of NIL (or municipi) that the call names (domain §2.1 n. 9)."""

    name: str
    nils: tuple[int, ...] = ()
    municipi: tuple[int, ...] = ()
    excluded_municipi: tuple[int, ...] = ()


@dataclass(frozen=True)
class Beneficiaries:
    participant_kinds: tuple[str, ...]
    size_classes: tuple[str, ...] = ()
    ateco_edition: str = "2025"
    ateco_prefixes: tuple[str, ...] = ()
    target_area: TargetArea | None = None
    can_apply: tuple[str, ...] = ()
    cannot_apply: tuple[str, ...] = ()


class AppealFrom(StrEnum):
    """The day from which who is in the ranking counts the terms to appeal (D.Lgs 104/2010 art. 41 c. 2)."""

    NOTICE = "notice"
    """The notice to each applicant, or full knowledge."""
    PUBLICATION_END = "publication_end"
    """The last day of the publication on the albo pretorio, where the notice is not required."""


@dataclass(frozen=True)
class Timetable:
    """Instants are aware; `*_days` are lengths of the following phases, in days."""

    opens_at: datetime
    deadline_at: datetime
    deadline_inclusive: bool = False
    clarifications_until: datetime | None = None
    review_days: int = 30
    committee_days: int = 45
    observations_days: int = 10
    procedure_term_days: int = 90
    publication_years: int = 5
    remedy_days: int | None = None
    """Days to answer a remedy request; None: the legal parameter of the day (`queries/lengths.py`)."""
    acceptance_days: int | None = None
    """Days to accept a grant; None: the legal parameter of the day."""
    ranking_appeal_from: AppealFrom = AppealFrom.NOTICE
    remedy_suspends: bool = False
    """Whether a remedy request stops the term of the procedure (L. 241/1990 art. 2 c. 7: once, at most 30 days)."""


@dataclass(frozen=True)
class CallDocument:
    """A document published with the call: stored file, its digest and size in bytes."""

    key: str
    title: str
    file_name: str
    storage_key: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ResponsibleOffice:
    """What L. 241/1990 art. 8 asks to say: office, person responsible, who acts if the office is silent."""

    name: str
    email: str
    head_of_procedure: str
    substitute_power: str
    pec: str = ""
    phone: str = ""
    address: str = ""
    opening_hours: str = ""
    substitute_power_email: str = ""


class NamesRule(StrEnum):
    """How applicants appear in public (D.Lgs 33/2013 art. 26 c. 4)."""

    NAME = "name"
    REGISTRATION = "registration"
    CODE = "code"


@dataclass(frozen=True)
class Round:
    """A session of a rolling call has its own dates; the only round of another call has those of the timetable."""

    number: int
    budget: Decimal
    opens_at: datetime | None = None
    deadline_at: datetime | None = None
    places: int | None = None
    """Where the call gives places and no money."""


@dataclass(frozen=True)
class Lot:
    key: str
    title: str
    budget: Decimal


@dataclass(frozen=True)
class Texts:
    title: str
    summary: str
    purpose: str
    title_en: str = ""
    summary_en: str = ""
    what_you_get: str = ""
    example: str = ""
    how_to_apply: str = ""
    conditions: str = ""
    privacy: str = ""


@dataclass(frozen=True)
class Act:
    """The executive decision (determina) that approves the call or an amendment of it."""

    number: str
    adopted_on: date


@dataclass(frozen=True)
class RegisterRule:
    """How an open register keeps its entries: how long one lasts, when it is confirmed, how long there is to cure."""

    entry_years: int = 3
    confirmation_months: int = 12
    visit_required: bool = True
    cure_days: int = 30
    confirmation_days: int = 30
    """Days given to send the confirmation, before the day it is due."""


class Recusal(StrEnum):
    """What a member's conflict with one applicant does (L. 241/1990 art. 6-bis)."""

    REPLACEMENT = "replacement"
    """Somebody else takes the seat for the whole comparison, before any application opens."""
    ABSTENTION = "abstention"
    """The member abstains on that application only."""


@dataclass(frozen=True)
class CommitteeRule:
    """How the committee works: what a conflict does, whether marks are compared before they are final.

    `assessors`: how many members mark each application, by turns; None: all of them.
    """

    recusal: Recusal
    harmonisation: bool
    assessors: int | None = None


@dataclass(frozen=True)
class Edition:
    """One published version of a call, complete. Amounts in EUR."""

    call: str
    version: int
    kind: str
    texts: Texts
    office: ResponsibleOffice
    act: Act
    timetable: Timetable
    budget: Decimal
    aid: Aid
    beneficiaries: Beneficiaries
    names_rule: NamesRule
    form: tuple[FormSection, ...]
    grid: Grid
    rounds: tuple[Round, ...]
    lots: tuple[Lot, ...]
    declarations: tuple[Declaration, ...] = ()
    eligibility: tuple[EligibilityQuestion, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    flags: tuple[Flag, ...] = ()
    documents: tuple[CallDocument, ...] = ()
    is_sample: bool = False
    amendment_note: str = ""
    format: str = field(default="manifattura-call/1")
    register: RegisterRule | None = None
    """Only for calls of kind `register`."""

    committee: CommitteeRule | None = None
    """None: published before the rule could be written; `committee_rule` says how such a committee works."""

    carry_over: bool = False
    """Rolling calls: money that a session leaves goes to the next one."""

    between_sessions: bool = False
    """Rolling calls: what arrives between two sessions counts for the next one; otherwise it is not taken."""

    rejection_notice: bool | None = None
    """Whether the notice of L. 241/1990 art. 10-bis comes before a refusal; None: as calls of this kind do."""

    sealing: Sealing | None = None
    """None: nothing is sealed."""

    sealing_key: str = ""
    """The public key that answers are sealed to; made when the call is published."""

    gives_money: bool = True
    """False: it gives places (a programme, a prize without money, a label); then no budget, aid or costs (`places.py`)."""

    places: int | None = None
    """How many are admitted, where it gives no money; None: everybody above the thresholds."""

    allocation: Allocation | None = None
    """The lots that the call assigns (spaces); None: there is one implicit lot, and `lots` names it."""

    @property
    def committee_rule(self) -> CommitteeRule:
        """The rule in force: editions that do not say it are by abstention, as they were published."""
        return self.committee or CommitteeRule(Recusal.ABSTENTION, harmonisation=False)

    def declaration(self, key: str) -> Declaration:
        """The declaration with this key; KeyError when the edition has none."""
        for declaration in self.declarations:
            if declaration.key == key:
                return declaration
        raise KeyError(key)

    def section(self, key: str) -> FormSection:
        """The form section with this key; KeyError when the edition has none."""
        for section in self.form:
            if section.key == key:
                return section
        raise KeyError(key)

    def form_field(self, key: str) -> FormField:
        """The form field with this key; KeyError when the edition has none."""
        for section in self.form:
            for form_field in section.fields:
                if form_field.key == key:
                    return form_field
        raise KeyError(key)
