"""The words around a figure."""

import pytest

from ticktie.reports.quoting import LINE_CHARS, RED, Style, clean, quote, sentence

PLAIN, COLOURED = Style(colour=False), Style(colour=True)


def quoted(text: str, figure: str) -> list[str]:
    start = text.index(figure)
    return list(quote(text, start, start + len(figure), PLAIN, RED))


def test_figure_is_underlined_without_colour() -> None:
    assert quoted("Revenue was $7.2 million.", "$7.2 million") == [
        "  Revenue was $7.2 million.",
        "              ^^^^^^^^^^^^",
    ]


def test_figure_is_coloured_at_a_terminal() -> None:
    assert list(quote("Revenue rose 28%.", 13, 16, COLOURED, RED)) == ["  Revenue rose \x1b[31m28%\x1b[0m."]


@pytest.mark.parametrize(
    ("text", "figure", "said"),
    [
        ("Sales fell. Revenue rose 28% to $1.5 million. Costs fell.", "28%", "Revenue rose 28% to $1.5 million."),
        ("Acme Inc. reported 28% growth.", "28%", "Acme Inc. reported 28% growth."),
        ("It starts at 4 p.m. Pacific, 28% later.", "28%", "It starts at 4 p.m. Pacific, 28% later."),
        ('"We grew." Revenue rose 28%.', "28%", "Revenue rose 28%."),
        ("28% up", "28%", "28% up"),
    ],
)
def test_sentence_of_a_figure(text: str, figure: str, said: str) -> None:
    start = text.index(figure)
    left, right = sentence(text, start, start + len(figure))
    assert text[left:right] == said


def test_long_sentence_is_cut_at_words_and_says_so() -> None:
    text = "word " * 1000 + "28% " + "word " * 1000
    lines = quoted(text.strip(), "28%")
    assert lines[0].startswith("  …word")
    assert lines[-1].endswith("word…")
    assert sum(len(line) for line in lines) < 600


def test_lines_are_short_and_the_figure_whole() -> None:
    for before in range(60, 130):
        text = "x" * before + " $7.2 million " + "word " * 30
        lines = quoted(text.strip(), "$7.2 million")
        marked = next(i for i, line in enumerate(lines) if set(line.strip()) == {"^"})
        start = lines[marked].index("^")
        assert lines[marked - 1][start : start + 12] == "$7.2 million"
        assert all(len(line) <= max(LINE_CHARS, before) + 3 for line in lines)


def test_text_without_a_blank_is_quoted_too() -> None:
    text = "x" * 700_000 + "28%" + "y" * 700_000
    assert any("28%" in line for line in quoted(text, "28%"))


def test_control_characters_are_replaced() -> None:
    assert clean("a\x1b[31mb\x9bc\u202ed") == "a\ufffd[31mb\ufffdc\ufffdd"
