"""The pieces a body is made of: sections of text, notices, steps, figures with their source, cards of links."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]
"""What the editor offers in a text: no images, no embedded things of other sites."""


def text_block(**options: object) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=TEXT, **options)


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Titolo"), max_length=120, help_text=_("Breve: entra nell’indice della pagina.")
    )
    text = text_block(label=_("Testo"))

    class Meta:
        label = _("Sezione")
        icon = "title"


class NoticeBlock(blocks.StructBlock):
    family = blocks.ChoiceBlock(
        label=_("Tipo"),
        choices=[("info", _("Informazione")), ("attention", _("Attenzione"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Titolo"), max_length=120)
    text = text_block(label=_("Testo"))

    class Meta:
        label = _("Avviso")
        icon = "warning"


class StepBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("Quando"), max_length=60, required=False)
    title = blocks.CharBlock(label=_("Che cosa succede"), max_length=160)
    text = blocks.TextBlock(label=_("Dettagli"), required=False, rows=2)


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titolo"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("Passi"))

    class Meta:
        label = _("Passi o tappe")
        icon = "list-ol"


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("Cifra"), max_length=20)
    label = blocks.CharBlock(label=_("Che cosa conta"), max_length=160)
    source = blocks.CharBlock(
        label=_("Perimetro, anno e fonte"),
        max_length=240,
        help_text=_("Senza fonte una cifra non si pubblica."),
    )


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titolo"), max_length=120)
    figures = blocks.ListBlock(FigureBlock(), label=_("Cifre"))

    class Meta:
        label = _("Cifre con la fonte")
        icon = "order"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titolo"), max_length=120)
    text = blocks.TextBlock(label=_("Testo"), rows=2, required=False)
    link = blocks.CharBlock(
        label=_("Indirizzo"),
        max_length=300,
        help_text=_(
            "Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://."
        ),
    )


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titolo"), max_length=120)
    cards = blocks.ListBlock(CardBlock(), label=_("Schede"))

    class Meta:
        label = _("Schede con collegamenti")
        icon = "link"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Domanda"), max_length=200)
    answer = text_block(label=_("Risposta"))


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Gruppo"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Domande"))

    class Meta:
        label = _("Domande e risposte")
        icon = "help"


BODY: list[tuple[str, blocks.Block]] = [
    ("section", SectionBlock()),
    ("notice", NoticeBlock()),
    ("steps", StepsBlock()),
    ("figures", FiguresBlock()),
    ("cards", CardsBlock()),
    ("questions", QuestionsBlock()),
]
