"""Components render what a reader and a screen reader need, and nothing inline."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from manifattura.ui.templatetags.ui_basics import EmptyAddressError
from manifattura.ui.templatetags.ui_forms import error_prefix
from manifattura.ui.web import samples


def render(source: str, query: str = "", **context) -> str:
    request = RequestFactory().get(f"/x/?{query}")
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


def test_status_is_word_icon_and_colour():
    html = render('{% status "call" "open" %}')
    assert "mm-status--ok" in html
    assert "<span>Aperto</span>" in html
    assert "#it-unlocked" in html


def test_a_button_whose_address_is_empty_never_sends_the_form(settings):
    """An address set in another block of the page is empty there: "Annulla" took the role away."""
    with pytest.raises(EmptyAddressError, match="Annulla"):
        render('{% button "Annulla" href=nowhere %}')
    assert "aria-disabled" in render('{% button "Scarica" href=nowhere blocked="non ancora" %}')

    settings.MODE = "production"
    assert render('{% button "Annulla" href=nowhere %}') == ""


def test_field_has_label_help_and_error_in_this_order():
    html = render("{% field form.amount %}", form=samples.wrong_form())
    assert (
        html.index("<label") < html.index("helptext") < html.index("mm-field__error") < html.index("<input")
    )
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="wrong_amount_helptext wrong_amount_error"' in html
    assert "104.000,00" in html


def test_only_optional_fields_are_marked():
    form = samples.filled_form()
    assert "(facoltativo)" in render("{% field form.start %}", form=form)
    assert "(facoltativo)" not in render("{% field form.name %}", form=form)


def test_groups_are_fieldsets():
    html = render("{% field form.size %}", form=samples.filled_form())
    assert html.startswith("<fieldset")
    assert html.count('type="radio"') == 3


def test_error_summary_links_to_the_fields():
    form = samples.wrong_form()
    html = render("{% form_errors form %}", form=form)
    assert 'role="alert"' in html
    assert 'href="#wrong_name"' in html
    assert 'href="#wrong_size_0"' in html
    assert error_prefix(form) == "Errore: "
    assert error_prefix(samples.filled_form()) == ""


def test_a_form_without_errors_has_no_summary():
    assert "alert" not in render("{% form_errors form %}", form=samples.filled_form())


def test_values_are_escaped():
    class Small(forms.Form):
        name = forms.CharField(label="<b>")

    html = render("{% form_errors form %}{% field form.name %}", form=Small({"name": '"><script>x</script>'}))
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<script>" not in render(
        '{% facts rows %}{% notice "info" title=t %}{{ t }}{% endnotice %}',
        rows=[("<script>", "<script>")],
        t="<script>",
    )


def test_sort_head_keeps_the_filters_and_says_the_order():
    html = render('{% sort_head "Importo" "amount" numeric=True %}', query="sort=amount&state=open&page=3")
    assert 'aria-sort="ascending"' in html
    assert "state=open" in html
    assert "sort=-amount" in html
    assert "page=" not in html


def test_pagination_says_the_total_and_keeps_the_filters():
    page = Paginator(range(2000), 100).page(3)
    html = render('{% pagination page "domande" %}', query="q=legno&page=3", page=page)
    assert "Da 201 a 300 di 2.000" in html
    assert "q=legno&amp;page=4" in html
    assert html.count('aria-current="page"') == 1


def test_one_result_is_said_in_the_singular():
    page = Paginator(range(1), 100).page(1)
    assert "Un solo risultato" in render('{% pagination page "domande" %}', page=page)


def test_stacked_tables_keep_their_roles():
    html = render(
        '{% table_frame "X" stacked=True %}<tbody><tr><th scope="row">a</th><td>b</td></tr></tbody>{% endtable_frame %}'
    )
    assert '<table role="table">' in html
    assert '<th role="rowheader"' in html
    assert '<td role="cell">' in html


def test_declaration_that_is_not_mine_cannot_be_ticked():
    html = render(
        '{% declaration title="T" text="x" name="d" may=False reason="Solo il legale rappresentante." %}'
    )
    assert " disabled" in html
    assert "Solo il legale rappresentante." in html


def test_search_form_keeps_what_it_is_told():
    html = render('{% search_form "Cerca" keep="sort,state" %}', query="sort=name&state=&q=a&page=2")
    assert '<input type="hidden" name="sort" value="name">' in html
    assert 'name="page"' not in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/ui/", "/ui/moduli/", "/ui/ufficio/", "/ui/disegni/", "/en/ui/"])
def test_gallery_pages_render_without_anything_inline(client, path):
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert html.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_public_pages_are_the_same_for_everybody(client):
    html = client.get("/ui/").content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert 'data-element="personal-area-login"' in html
    assert 'hreflang="en"' in html


@pytest.mark.django_db
def test_the_other_language_keeps_what_was_asked_for(client):
    html = client.get("/ui/?sessione=1&q=%22%3E").content.decode()
    assert 'href="/en/ui/?sessione=1&amp;q=%22%3E"' in html


@pytest.mark.parametrize(
    ("day", "said"), [(8, "fino all’<time"), (11, "fino all’<time"), (19, "fino al <time")]
)
def test_a_countdown_ends_on_a_day_with_its_article(day: int, said: str):
    assert said in render("{% countdown moment big=True %}", moment=datetime(2027, 1, day, 12, tzinfo=UTC))
