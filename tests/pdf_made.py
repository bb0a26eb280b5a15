"""PDFs made for tests: words set at places on pages, in Helvetica."""

from collections.abc import Sequence
from dataclasses import dataclass

# Widths of Helvetica's characters in thousandths of its size (Adobe's font metrics), as far as figures need them.
_WIDTHS = {**dict.fromkeys("0123456789$", 556), **dict.fromkeys(",. ", 278), **dict.fromkeys("()-", 333), "%": 889}
LEFT, TOP, LEADING, SIZE = 72.0, 720.0, 12.0, 10.0


@dataclass(frozen=True)
class Text:
    """Words on a page: where their baseline begins, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = SIZE
    bold: bool = False


def right(x: float, y: float, text: str) -> Text:
    """Return a figure that ends at a place."""
    width = sum(_WIDTHS[character] for character in text) * SIZE / 1000
    return Text(x - width, y, text)


def lines(*texts: str, x: float = LEFT, y: float = TOP, bold: bool = False) -> list[Text]:
    """Return lines of prose, one below the other."""
    return [Text(x, y - LEADING * number, text, bold=bold) for number, text in enumerate(texts)]


def rows(*table: Sequence[str], x: float = LEFT, y: float = TOP, edges: Sequence[float] = (400, 500)) -> list[Text]:
    """Return the rows of a table without rules: captions at the left, figures that end at edges."""
    found: list[Text] = []
    for number, (caption, *figures) in enumerate(table):
        at = y - 1.4 * LEADING * number
        found += [Text(x, at, caption)] if caption else []
        found += [right(edge, at, figure) for edge, figure in zip(edges, figures, strict=True) if figure]
    return found


def pdf(*pages: Sequence[Text], rotate: int = 0, drawn: str = "") -> bytes:
    """Return a PDF of pages of 612 by 792 points; `drawn` is drawn on each of them."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for page in pages:
        content = (drawn + "".join(map(_shown, page))).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content.decode('cp1252')}endstream")
    return written(objects)


def written(objects: Sequence[str]) -> bytes:
    """Return a file of objects, numbered from 1; the first is the catalogue."""
    output = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(output))
        output += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return output + f"{end}startxref\n{len(output)}\n%%EOF\n".encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _shown(one: Text) -> str:
    font = "B" if one.bold else "R"
    return f"BT /{font} {one.size} Tf 1 0 0 1 {one.x:.2f} {one.y:.2f} Tm ({_escaped(one.text)}) Tj ET\n"
