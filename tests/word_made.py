"""Word files made for tests, from the XML of their parts."""

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph; what is no XML becomes a run."""
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{''.join(one if one.startswith('<') else run(one) for one in content)}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(*content)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; what is no XML becomes a cell."""
    lines = ("".join(one if one.startswith("<") else cell(one) for one in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx(body: str, *, others: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """Return a Word file.

    Args:
        body: what stands in `<w:body>`.
        others: further parts of the package, by their names.
        parts: what stands in the root of a further part, by its kind: styles, footnotes, endnotes, comments.
    """
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_KINDS}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts, 1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{content}+xml"/>'
        for kind, content in [("document", "document.main"), *((kind, kind) for kind in parts)]
    )
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    files = {
        "[Content_Types].xml": "<Types xmlns="
        f'"http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {W}>{content}</w:{kind}>" for kind, content in parts.items()},
    }
    encoded = {name: (_HEAD + text).encode() for name, text in files.items()} | (others or {})
    return zipped(encoded)


def zipped(parts: dict[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
