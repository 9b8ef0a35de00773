"""The style page and what one can take away from it."""

import io
import json
import zipfile

import pytest

from manifattura.communication.queries.brand import LOGOS
from manifattura.ui.isolato import PALETTES

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_style_page_gives_every_file_and_the_press_kit_holds_them_all(client):
    for language in ("", "/en"):
        page = client.get(f"{language}/marchio/").content.decode()
        for name in LOGOS:
            for kind in ("svg", "png"):
                assert f'href="{language}/marchio/{name}.{kind}"' in page
    for name in LOGOS:
        vector = client.get(f"/marchio/{name}.svg")
        assert "attachment" in vector["Content-Disposition"]
        # the words are outlines: they print everywhere as they are
        assert b"<text" not in vector.content
        assert client.get(f"/marchio/{name}.png").content.startswith(PNG)
    kit = client.get("/marchio/cartella-stampa.zip")
    assert client.get("/marchio/cartella-stampa.zip").content == kit.content
    assert (
        client.get("/marchio/cartella-stampa.zip", headers={"if-none-match": kit["ETag"]}).status_code == 304
    )
    packed = zipfile.ZipFile(io.BytesIO(kit.content))
    assert packed.testzip() is None
    names = {f"logo/{name}.{kind}" for name in LOGOS for kind in ("svg", "png")}
    names |= {f"drawings/{name}.{kind}" for name in PALETTES for kind in ("svg", "png")}
    assert set(packed.namelist()) == names | {"LEGGIMI.txt", "README.txt", "colours.json"}
    assert json.loads(packed.read("colours.json"))["vedovella-700"]["value"] == "#00524a"
    assert "CC BY 4.0" in packed.read("README.txt").decode()
    for path in ("altro.svg", "mark.gif"):
        assert client.get(f"/marchio/{path}").status_code == 404
