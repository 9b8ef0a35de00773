"""QR codes drawn as one path, with no style and no colour of their own: for pages and for documents."""

from collections.abc import Sequence
from functools import lru_cache

import qrcode
from django.utils.safestring import SafeString, mark_safe

BORDER = 4
"""Free modules around it, as the standard asks (ISO/IEC 18004)."""


@lru_cache(maxsize=256)
def svg(text: str) -> SafeString:
    """A drawing of `text` in black on white; who shows it says beside it where it leads."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=BORDER)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    side = len(rows)
    path = "".join(
        f"M{column} {line}h{width}v1h-{width}z"
        for line, row in enumerate(rows)
        for column, width in _runs(row)
    )
    return mark_safe(  # noqa: S308 - drawn by us, `text` is only its modules
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" class="mm-qr" aria-hidden="true" '
        f'focusable="false" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: Sequence[bool | None]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: first one, and how many."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs
