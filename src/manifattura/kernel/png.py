"""Pictures for those who read no SVG (cards of shared pages, printers' kits): drawn by Typst, nothing fetched."""

import typst

from .pdf import FONTS

PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", width: {width}pt, height: {height}pt, fit: "stretch")
"""


def png_of(svg: str, *, width: int, height: int) -> bytes:
    """The drawing, `width` by `height` pixels; what it does not cover is transparent."""
    return typst.compile(
        PAGE.format(width=width, height=height).encode(),
        format="png",
        ppi=72,
        font_paths=FONTS,
        sys_inputs={"drawing": svg},
    )
