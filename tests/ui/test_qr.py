"""The drawing of a QR code has exactly its dark modules, and nothing that a strict page refuses."""

from __future__ import annotations

import re

import qrcode

from manifattura.ui import qr

TEXT = "https://manifattura.example.it/verifica/?numero=412&impronta=" + "ab" * 32


def test_the_drawing_is_the_code():
    drawn = str(qr.svg(TEXT))
    dark = {
        (int(line), int(column) + step)
        for column, line, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn)
        for step in range(int(width))
    }
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=qr.BORDER)
    code.add_data(TEXT)
    code.make()
    matrix = code.get_matrix()
    assert dark == {(y, x) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert f'viewBox="0 0 {len(matrix)} {len(matrix)}"' in drawn
    assert "style" not in drawn
    assert "<script" not in drawn
    assert TEXT not in drawn
