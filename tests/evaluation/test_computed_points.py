"""A call whose points are all computed: the office writes and lowers values, no committee sits, the ranking comes out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.applications.models import Message
from manifattura.calls.domain.edition import (
    Criterion,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Grid,
    TieBreaker,
)
from manifattura.calls.domain.scoring import LineNode, Method, MethodKind, ScoredOption, Source, SubRanking
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.appoint_committee import appoint_committee
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.actions.save_value import save_value
from manifattura.evaluation.domain.phases import NextStep, next_step
from manifattura.evaluation.models import Review
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.evaluation.queries.progress import progress_of
from manifattura.evaluation.web.grid_points import points_rows
from manifattura.kernel.errors import Conflict, Refused
from tests.applications.samples import sample_edition
from tests.factories.accounts import signed_in
from tests.factories.applications import submitted_application
from tests.factories.evaluation import REQUIREMENTS, desk_of, end_term, running_call

pytestmark = pytest.mark.django_db

DATA = FormSection(
    "data",
    "Dati",
    fields=(FormField("turnover", FieldType.NUMBER, "Fatturato", required=False, min_value=Decimal(0)),),
)
COMPUTED = Grid(
    criteria=(
        Criterion(
            "size",
            "Fatturato",
            Decimal(30),
            lower_only=True,
            method=Method(
                MethodKind.LINE,
                value={"field": "turnover"},
                nodes=(
                    LineNode("0", Decimal(0)),
                    LineNode("300000", Decimal(30)),
                    LineNode("3000000", Decimal(0)),
                ),
            ),
        ),
        Criterion(
            "credit",
            "Merito di credito",
            Decimal(5),
            above_zero=True,
            method=Method(
                MethodKind.OPTIONS,
                source=Source.OFFICE,
                options=(ScoredOption("a", "A", Decimal(5)), ScoredOption("c", "C", Decimal(0))),
            ),
        ),
    ),
    tie_breakers=(TieBreaker("requested"),),
    rankings=(SubRanking("own", "Riserva giovani", "young", Decimal("1.00")),),
)
YOUNG = Flag("young", "Imprese giovanili", {"op": "eq", "field": "young", "value": True})


def reviewed(desk, review, credit):
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    review.refresh_from_db()
    given = {one.key: CheckInput(outcome="met", note="Visto") for one in REQUIREMENTS}
    version = save_check(review=review, given=given, base_version=review.version, by=desk.officer)
    with pytest.raises(Refused, match="valori che dà l’ufficio"):
        admit_application(review=review, base_version=version, by=desk.officer)
    save_value(
        review=review, key="office:credit", value=credit, note="", base_version=version, by=desk.officer
    )


def test_from_the_answers_to_the_ranking_without_a_committee(client, run_jobs) -> None:
    call = running_call(grid=COMPUTED, form=(*sample_edition().form, DATA), flags=(YOUNG,))
    for turnover in ("300000", "1650000", "150000"):
        submitted_application(call, answers={"turnover": turnover})
    end_term(call)
    desk = desk_of(call)
    open_review(call=call, by=desk.head)
    for review, credit in zip(desk.reviews, ("a", "a", "c"), strict=True):
        reviewed(desk, review, credit)
    first = desk.reviews[0]
    page = signed_in(client, desk.officer).get(reverse("evaluation:review", args=[first.application.code]))
    text = page.content.decode()
    assert "Punti calcolati" in text
    assert "30 su 30 punti" in text

    def lower(key, value, note="Bilancio depositato", version=None, by=desk.officer):
        first.refresh_from_db()
        base = first.version if version is None else version
        save_value(review=first, key=key, value=value, note=note, base_version=base, by=by)

    with pytest.raises(Refused, match="da 0 a 30"):
        lower("points:size", "30.01")
    with pytest.raises(Refused, match="Il minimo è 0"):
        lower("turnover", "-3")
    with pytest.raises(Refused, match="motivo"):
        lower("turnover", "1650000", note="")
    for key, value in (
        ("turnover", "many"),
        ("strange", "1"),
        ("office:credit", "z"),
        ("points:credit", "1"),
        ("points:size", "99"),
    ):
        with pytest.raises(Refused):
            lower(key, value)
    lower("turnover", "1650000")
    with pytest.raises(Conflict):
        lower("turnover", "1000000", version=0, by=desk.head)
    lower("points:size", "12")
    with pytest.raises(Refused, match="può solo ridurre"):
        lower("points:size", "15.01")
    with pytest.raises(Refused, match="al massimo 2 cifre dopo la virgola"):
        lower("points:size", "12.125")
    first.refresh_from_db()
    refused = signed_in(client, desk.officer).post(
        reverse("evaluation:review_value", args=[first.application.code]),
        {
            "version": first.version,
            "key": "points:size",
            "kind": "number",
            "value": "6,1234",
            "note": "Bilancio",
        },
    )
    assert refused.status_code == 422
    text = refused.content.decode()
    form = text[text.index('id="v-points:size_error"') :]
    form = form[: form.index("</details>")]
    for there in ("al massimo 2 cifre", 'value="6,1234"', ">Bilancio</textarea>"):
        assert there in form, "it comes back open as it was typed, with the message beside it"
    assert "Punti dopo il controllo: <b>30</b>" in text, "what was declared, not what the check left of it"
    lower("points:size", None)

    for review in Review.objects.filter(application__call=call):
        admit_application(review=review, base_version=review.version, by=desk.officer)
    close_review(call=call, by=desk.head)
    call.refresh_from_db()
    assert next_step(progress_of(call)) is NextStep.PUBLISH_PROVISIONAL
    ranking = publish_provisional_ranking(call=call, by=desk.head)
    assert ranking.input_document["format"] == "manifattura-ranking/2"
    rows = list(ranking.entries.order_by("order"))
    # 15 after the check and 15 as declared, plus 5; the third has no credit
    assert [str(row.total) for row in rows] == ["20.000", "20.000", "15.000"]
    assert [row.position for row in rows] == [1, 1, None]
    public = client.get(reverse("evaluation:ranking", args=[call.slug]))
    assert public.status_code == 200
    text = public.content.decode()
    assert "Nessun punto nel criterio" in text
    assert "le regole dei punti, i dati di ogni domanda" in text
    assert "coefficienti di ogni commissario" not in text
    # one euro of its own funds nobody: all return to the main ranking, which the table names
    assert {row.ranking_key for row in rows} == {"main", ""}
    assert "Graduatoria principale" in text
    assert "«Riserva giovani», che non l’ha finanziata" in text
    # the firm reads why; and nobody speaks of a committee that the call does not have
    own = signed_in(client, first.application.created_by)
    panel = own.get(reverse("applications:detail", args=[first.application.code])).content.decode()
    assert "Che cosa ha controllato l’ufficio" in panel
    assert "Bilancio depositato" in panel
    assert "Che cosa ha scritto la commissione" not in panel
    # the office is offered none either
    office = signed_in(client, desk.head)
    committee = reverse("evaluation:committee", args=[call.pk])
    for name, args in (("evaluation:progress", [call.pk]), ("calls:office_detail", [call.pk])):
        assert committee not in office.get(reverse(name, args=args)).content.decode()
    offered = office.get(committee).content.decode()
    assert "Questo bando non ha commissione" in offered
    assert 'name="president"' not in offered
    with pytest.raises(Refused, match="non ha commissione"):
        appoint_committee(call=call, seats=[], act_number="1", act_on=city_day(), by=desk.head)
    run_jobs()
    told = Message.objects.filter(application=first.application)
    assert told.filter(template="evaluation.admitted_without_committee").exists()
    assert not any("commissione" in one.text("it").body for one in told)
    page = client.get(reverse("calls:detail", args=[call.slug])).content.decode()
    assert "Valutazione della commissione" not in page


def test_a_fact_is_called_by_its_question_never_by_the_key_of_its_criterion() -> None:
    young = {"op": "eq", "field": "young", "value": True}
    craft = {"op": "eq", "field": "kind", "value": "craft"}
    size = {"op": "when", "if": young, "of": [{"number": "3"}, {"number": "1"}]}
    grid = Grid(
        criteria=(
            Criterion("C", "Giovani", Decimal(3), method=Method(MethodKind.YES_NO, when=young)),
            Criterion("K", "Artigiani", Decimal(3), method=Method(MethodKind.YES_NO, when=craft)),
            Criterion("D", "Premio", Decimal(3), method=Method(MethodKind.FORMULA, value=size)),
        )
    )
    application = submitted_application(running_call(grid=grid))
    rows = points_rows(application, current_edition(application.call), None)
    names = [fact.name for row in rows for fact in row.facts]
    assert names[0] == "Impresa giovanile?"
    assert names[1] == "«Tipo di progetto»: Artigianato"
    assert names[2] == "Premio"
