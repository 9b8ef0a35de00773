"""How anybody computes a ranking again: the page and the example file it works on."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from manifattura.evaluation.domain.explain import Names, explain, explanation_text
from manifattura.evaluation.domain.explain_texts import Level
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import kept_by_all

from ..domain.worked_example import WorkedExample, worked_example
from ..queries.open_calls import published_calls


@require_safe
@audience("public")
def verify(request: HttpRequest) -> HttpResponse:
    shown = worked_example()
    context = {
        "example": shown,
        "entries": _entries(shown),
        "input_text": _text(shown),
        "ranked": [call for call in published_calls(now()) if call.is_ranked],
    }
    return kept_by_all(render(request, "communication/verify.html", context))


@require_safe
@audience("public")
def example(request: HttpRequest) -> HttpResponse:
    """The example's input, to save and give to the command."""
    response = HttpResponse(_text(worked_example()), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="esempio.json"'
    return kept_by_all(response)


def _text(shown: WorkedExample) -> str:
    return json.dumps(shown.input, ensure_ascii=False, indent=2) + "\n"


def _entries(shown: WorkedExample) -> list[dict[str, object]]:
    """Rows of the result with the sentence that explains each."""
    language = (get_language() or "it")[:2]
    names = Names(applications={one["id"]: f"«{one['id']}»" for one in shown.input["applications"]})
    requested = {one["id"]: one["requested"] for one in shown.input["applications"]}
    return [
        {
            **entry,
            "requested": requested[entry["id"]],
            "why": explanation_text(
                explain(entry["reasons"], entry["granted"], level=Level.FULL, names=names), language
            ),
        }
        for entry in shown.result["entries"]
    ]
