"""Bytes to characters, and what kind of file the bytes are."""

import codecs

# How files that cannot be read begin, and what to do about each.
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "is a zip file and no Word or Excel file; unpack it and check what is inside"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file, or one with a password; save it as .docx without a password"),
    (b"{\\rtf", "is rich text; save it as .docx and check that"),
    (b"\x89PNG", "is an image; name the release as HTML or text"),
    (b"\xff\xd8\xff", "is an image; name the release as HTML or text"),
    (b"GIF8", "is an image; name the release as HTML or text"),
    (b"II*\x00", "is an image; name the release as HTML or text"),
    (b"MM\x00*", "is an image; name the release as HTML or text"),
    (b"\x1f\x8b", "is compressed; unpack it and check what is inside"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_MAX_CONTROL_SHARE = 0.01
_SNIFFED_BYTES = 65536


def refusal(data: bytes) -> str:
    """Return why the bytes are no text, with the cure, or "" if they may be text."""
    for start, reason in _BINARY:
        if data.startswith(start):
            return reason
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return ""
    head = data[:_SNIFFED_BYTES]
    if len(head) - len(head.translate(None, _CONTROLS)) > _MAX_CONTROL_SHARE * len(head):
        return "is a binary file; name a release that is HTML or text"
    return ""


def decode(data: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252 with U+FFFD for undefined bytes."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
