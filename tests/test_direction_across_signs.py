"""Words of direction where a loss turns into a profit, or a profit into a loss."""

import pytest
from sentence_made import TITLE, Found, found_of, table


def net(current: str, prior: str) -> str:
    """Return a statement whose net result is what is given, in thousands."""
    return table(TITLE, "Revenue | $ 12,345 | $ 9,876", f"Net income (loss) | $ {current} | $ {prior}")


# 934 + 1,766 = 2,700
@pytest.mark.parametrize(
    ("beside", "word", "found"),
    [
        (net("934", "(1,766)"), "increased", ("tied", "")),
        (net("934", "(1,766)"), "decreased", ("exception", "increase of $2.7 million")),
        (net("(1,766)", "934"), "decreased", ("tied", "")),
        (net("(1,766)", "934"), "increased", ("exception", "decrease of $2.7 million")),
    ],
)
def test_income_rises_from_a_loss_to_a_profit_and_falls_the_other_way(beside: str, word: str, found: Found) -> None:
    sentence = f"Net income {word} $2.7 million from the second quarter of 2024."
    assert found_of(sentence, "$2.7 million", beside) == found


# 2,245 + 476 = 2,721
@pytest.mark.parametrize("measure", ["Operating loss", "Loss before income taxes"])
@pytest.mark.parametrize("word", ["increased", "decreased"])
def test_whether_a_loss_that_was_a_profit_rose_is_not_said(measure: str, word: str) -> None:
    beside = table(
        TITLE,
        "Revenue | $ 12,345 | $ 9,876",
        "Operating income (loss) | (2,245) | 476",
        "Income (loss) before income taxes | (2,245) | 476",
    )
    sentence = f"{measure} {word} by $2,721 thousand from the second quarter of 2024."
    assert found_of(sentence, "$2,721 thousand", beside) == ("tied", "")
