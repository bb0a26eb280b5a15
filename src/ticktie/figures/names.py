"""Numbers that are no figures: dates, times, durations, names, addresses, list numbers and footnote marks."""

import re
from enum import StrEnum

from ticktie.figures.lexer import Number

# Where the number before ended, and what that was (None for a figure).
Previous = tuple[int, "Other | None"]


class Other(StrEnum):
    """What a number is that is no figure."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    NAME = "name"
    MARK = "mark"


_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTHS = frozenset(
    form for month in _MONTH.split("|") for form in (month, month.upper(), month + ".", month.upper() + ".")
)

# Runs of digits and separators that are one thing and no figure; matched at the first digit.
_WHOLE = re.compile(
    r"""
    (?P<date>[0-9]{1,4}([/-])[0-9]{1,2}\2[0-9]{2,4}(?![0-9])
      |(?:19|20)[0-9]{2}[-–/](?:[0-9]{2}|(?:19|20)[0-9]{2})(?![0-9.,]*[0-9%])
      |[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)?[0-9]{2}(?![0-9]))
    |(?P<time>[0-9]{1,2}:[0-9]{2}(?![0-9])(?::[0-9]{2})?
      |[0-9]{1,2}\s?(?i:[ap]\.\s?m\.|[ap]m)(?![A-Za-z]))
    |(?P<duration>[0-9]+-(?i:week|month|day|year|hour|minute|quarter)s?(?![A-Za-z]))
    |(?P<name>(?:1[-.\s]\(?)?[0-9]{3}\)?[-.\s]{1,2}[0-9]{3}[-.\s][0-9]{4}(?![0-9])
      |(?<=\+)[0-9]{1,3}[-.\s(]+[0-9]{1,4}[-.)\s]+[0-9]{2,4}[-.\s0-9]*
      |1-[0-9]{3}-[A-Za-z0-9-]+|[0-9]{4}\s[0-9]{4}(?![0-9,.%])
      |[0-9]{2,4}(?:\s[0-9]{3,4}){2,5}(?![0-9%]|[.,][0-9])
      |[0-9]+[/:][0-9]+(?:[/:][0-9]+)*
      |[0-9]+(?:\.[0-9]+){2,}
      |[0-9,]{1,30}(?:\.[0-9]{1,30})?-?[A-Za-z_@][\w@./-]*
      |[0-9]+(?:\.[0-9]+)?\([A-Za-z]\)[\w()]*
      |[0-9]+[-_][0-9]+[-_][0-9]+[-_0-9]*
      |[0-9]+\.[a-z][\w.]*)
    """,
    re.VERBOSE,
)
_CENTURIES = frozenset(("19", "20"))
_AFTER_YEAR = frozenset((" ", ",", ";", ""))
_WHOLE_NEXT = frozenset("/:-–_.@('’) ")

_DURATION = re.compile(
    r"\+?[\s-](?:(?:consecutive|fiscal|calendar|business|trading|full|straight|trailing|more|additional|successive|"
    r"operating|working|or\smore|credit|select)[\s-]){0,2}(?i:week|month|day|year|hour|minute|quarter|decade|second)s?"
    r"(?:'|’)?(?![A-Za-z])"
)
_TIME_AFTER = re.compile(r"\s(?:[AaPp]\.?\s?[Mm]\.?(?![A-Za-z])|noon\b|o.clock)")
_DAY_BEFORE_MONTH = re.compile(rf"\s(?:of\s)?(?:{_MONTH})\b")
_HAS_DIGIT = re.compile(r"[0-9]")
_CAMEL = re.compile(r"[A-Za-z][a-z]+[A-Z]|[A-Z]{2}[a-z]{2}")
_STREET = re.compile(
    r"(?:-[0-9]+)?\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.'’-]*\s){0,4}"
    r"(?:Street|Avenue|Road|Drive|Boulevard|Parkway|Lane|Way|Court|Place|Plaza|Highway|Square|Circle|Broadway|Crescent|Close|Terrace|"
    r"Ave|Blvd|St|Rd|Dr|Pkwy|Hwy)\b"
)
_RANGE = re.compile(r"(?:\s?[-–—]\s?|\sto\s)\$?[0-9]")
# What may stand between a number and the word that it belongs to ("36+ years").
_BEFORE_WORD = frozenset(" -+")
_WORD_AFTER = re.compile(r"[\s-]([A-Za-z][\w’'-]*)")

# Words before a bare number that make it a name ("Form 8", "Level 3", "Exhibit 99.1").
_NAMING = frozenset(
    "form forms item items section sections rule rules regulation regulations topic topics subtopic asc asu fas sfas "
    "ifrs ias fin eitf fsp sab note notes exhibit exhibits article chapter level levels tier phase phases scope "
    "scopes class series no nos number page pages slide schedule suite room floor box iso version v release act title "
    "annex appendix paragraph § fy fiscal cy stage type grade step option table chart footnote footnotes ref part top "
    "rank ranked gate building unit model route highway interstate file id code passcode pin fortune russell s&p dow "
    "nasdaq nikkei ftse dax cac basel windows generation gen proposal lot euro vision category appendices clause reg "
    "annexure q h stoxx msci block group sec isin cusip commission telephone phone tel fax zip".split()
)
_NAMING_CAPITALISED = frozenset("Year Years Day Week Month Quarter Half Vision Project Agenda Topix Global".split())
_OF_NAMES = ("rule of", "act of", "area of")

# Words after a bare number that show that it does not count what follows.
_FUNCTION = frozenset(
    "of was were is are to and or in on for at by as with from which that than due compared versus vs increased "
    "decreased grew rose fell declined the a an its our we it has have had will would may can could should this these "
    "those during before after between under over per but not also when while where includes including excludes "
    "excluding represents reflects ended ending be been into against through up down respectively if see relative out "
    "per".split()
)
# Words before a bare small number that show that it is meant as one ("a total of 32").
_LEADING = frozenset(
    "of to from by was were is are than approximately about over nearly at total totaled totaling totalled including "
    "plus with between or currently around roughly almost only some just under another additional exceeded reached "
    "exceeding reaching least most up and operates operated in on for across into through within against has have had "
    "the a an our its their these those all both".split()
)
# Nouns that a glued or raised footnote mark follows ("Adjusted EBITDA 1 was").
_MEASURES = frozenset(
    "ebitda eps earnings income revenue revenues sales profit margin margins loss flow flows share shares debt "
    "capital ratio ratios results measure measures growth expenses expense costs cost leverage return yield cash "
    "guidance outlook arpu arr rpo roe roa roic backlog bookings basis gaap".split()
)
# How many words after a number are looked at for the noun that it counts.
_NOUN_WORDS = 5
_CHAIN_GAPS = frozenset(
    {" of ", " and ", ", ", " or ", ", and ", "-", " – ", "–", " to ", " through ", " & ", "/", ", or "}
)
_MAX_GAP_CHARS = max(map(len, _CHAIN_GAPS))


def other_than_figure(text: str, number: Number, previous: Previous) -> tuple[Other, int] | None:
    """Say what a number is that is no figure, and where it ends; None for a figure.

    Args:
        text: the block's text.
        number: the number.
        previous: where the number before it ended, and what that was (None for a figure).
    """
    glued = _glued(text, number, previous)
    if glued is not None:
        return glued
    if not number.bare or "," in number.body:
        return None
    start, end, body = number.digits, number.digits_end, number.body
    after = text[end : end + 1]
    if len(body) == 4 and body[:2] in _CENTURIES and after in _AFTER_YEAR:
        return Other.DATE, end
    if after in _WHOLE_NEXT or after.isalpha() or text[start - 1 : start] == "+":
        whole = _WHOLE.match(text, start)
        if whole is not None and whole.end() > end:
            return Other(whole.lastgroup or Other.NAME), whole.end()
    kind = _by_neighbours(text, number, previous)
    return (kind, number.end) if kind is not None else None


def _glued(text: str, number: Number, previous: Previous) -> tuple[Other, int] | None:
    """Say what a number is that is glued to what stands before it ("Q2", "C-60", "28%1")."""
    if number.currency and number.currency_span and number.currency_span.end <= number.digits:
        return None
    start = number.digits
    before = text[start - 1] if start else " "
    separated = "," in number.body and before.isalpha()
    if (
        (before.isalnum() and not separated)
        or before in "_@#&*’'/\\=^%"
        or (before == "." and start > 1 and text[start - 2].isalnum())
    ):
        mark = before in "%*" or text[max(0, start - 3) : start].islower()
        return (Other.MARK if mark else Other.NAME), _end_of_word(text, number)
    if before in "-–":
        further = text[start - 2 : start - 1]
        if further.isalpha() and number.bare:
            return Other.NAME, _end_of_word(text, number)
        if further.isdigit() and previous[0] == start - 1 and previous[1] is not None and number.bare:
            return previous[1], number.digits_end
    if before == ":" and text[start - 2 : start - 1].isdigit():
        return Other.NAME, number.digits_end
    if before in "),]" and number.bare and text[start - 2 : start - 1].isalnum():
        return Other.MARK, number.digits_end
    return None


def _end_of_word(text: str, number: Number) -> int:
    end = number.digits_end
    limit = min(len(text), end + 80)
    while end < limit and (text[end].isalnum() or text[end] in "-_@/."):
        end += 1
    return end


def _by_neighbours(text: str, number: Number, previous: Previous) -> Other | None:
    """Say what a bare number without thousands separators is, by the words on its two sides."""
    start, end, body = number.start, number.digits_end, number.body
    whole = "." not in body
    if whole and (len(body) >= 5 or (body[0] == "0" and len(body) > 1)):
        return Other.NAME
    if start == 0 and _is_list_number(text, end, body):
        return Other.MARK
    low = max(0, start - 24)
    before = text[max(low, text.rfind(" ", low, max(0, start - 1)) + 1) : start].strip()
    after = _WORD_AFTER.match(text, end)
    word = after[1] if after else ""
    timed = _by_calendar(text, end, body, before)
    if timed is not None:
        return timed
    if _is_named(text, number, before):
        return Other.NAME
    if text[previous[0] : min(start, previous[0] + _MAX_GAP_CHARS + 1)] in _CHAIN_GAPS and (
        (previous[1] is Other.NAME and len(body) <= 2 and text[previous[0]] != ",")
        or (previous[1] in (Other.NAME, Other.DATE) and not _counts(word))
    ):
        return previous[1]
    if whole:
        return _small(text, number, before, word)
    version = len(body) == 3 and _by_capitals(text, number, before, word)
    return Other.NAME if version else None


def _by_calendar(text: str, end: int, body: str, before: str) -> Other | None:
    """Say whether a number is a year, a day, a time or a duration."""
    if len(body) == 4 and body[:2] in _CENTURIES and body.isdigit():
        return Other.DATE
    if len(body) <= 2 and before.rstrip(",") in _MONTHS:
        return Other.DATE
    if text[end : end + 1] not in _BEFORE_WORD:
        return None
    if _TIME_AFTER.match(text, end):
        return Other.TIME
    if _DURATION.match(text, end):
        return Other.DURATION
    return Other.DATE if len(body) <= 2 and _DAY_BEFORE_MONTH.match(text, end) else None


def _is_named(text: str, number: Number, before: str) -> bool:
    """Whether a naming word before a number, or a street after it, makes it part of a name."""
    naming = before.strip("“”\"'(:#,.;[").lower()
    if naming in _NAMING or before in _NAMING_CAPITALISED:
        return True
    if naming == "of" and text[max(0, number.start - 8) : number.start].strip().lower().endswith(_OF_NAMES):
        return True
    return text[number.digits_end : number.digits_end + 1] in _BEFORE_WORD and bool(
        _STREET.match(text, number.digits_end)
    )


def _is_list_number(text: str, end: int, body: str) -> bool:
    """Whether a number at the start of a block numbers the block, or is the mark of a footnote."""
    if end == len(text):
        return True
    if len(body) > 5:
        return False
    if text[end] in ".)" and text[end + 1 : end + 2] in ("", " "):
        return True
    begins = text[end + 1 : end + 2].isupper() or text.startswith("http", end + 1)
    return text[end] == " " and begins and len(body) <= 2 + 2 * ("." in body)


def _closes_list_number(text: str, number: Number) -> bool:
    """Whether a bracket closes after a small number that none opens before ("include: 1) interest and 2) taxes")."""
    if len(number.body) > 2 or text[number.digits_end : number.digits_end + 1] != ")":
        return False
    low = max(0, number.start - 80)
    return text.rfind("(", low, number.start) <= text.rfind(")", low, number.start)


def _counts(word: str) -> bool:
    """Whether the word after a number may be what it counts."""
    return bool(word) and word.lower() not in _FUNCTION


def _counts_plural(text: str, end: int) -> bool:
    """Whether a plural follows a number before any function word ("12 new stores", not "5 generated a lot")."""
    for _ in range(_NOUN_WORDS):
        after = _WORD_AFTER.match(text, end)
        if after is None or after[1].lower() in _FUNCTION:
            return False
        if after[1].endswith(("s", "people")) and not after[1].endswith("ss"):
            return True
        end = after.end()
    return False


def _by_capitals(text: str, number: Number, before: str, word: str) -> bool:
    """Whether the word before a number makes it part of a proper name ("RTX 5090", "Microsoft 365 Commercial")."""
    name = before.strip("“”\"'(")
    if not name[:1].isupper() or name.endswith((",", ":", ";", ".", ")")):
        return False
    if (
        name.endswith(("™", "®"))
        or _CAMEL.search(name)
        or (name.isupper() and len(name) > 1 and name.isalpha() and not number.start <= len(name) + 1)
    ):
        return True
    if _counts_plural(text, number.digits_end):
        return False
    return _inside_sentence(text, number, before) or (word[:1].isupper() and len(number.body) > 2)


def _small(text: str, number: Number, before: str, word: str) -> Other | None:
    """Tell counts from footnote marks and names among numbers without separators."""
    if (number.bracketed and len(number.body) <= 3) or _closes_list_number(text, number):
        return Other.MARK
    if _by_capitals(text, number, before, word):
        return Other.NAME
    if len(number.body) > 2 or before.endswith((",", ":", "~")) or _RANGE.match(text, number.digits_end):
        return None
    if not before:
        return Other.MARK if not word or _HAS_DIGIT.search(word) else None
    lower = before.strip("“”\"'(,;:").lower()
    if lower in _LEADING:
        return None
    if len(number.body) == 1 and lower in _MEASURES:
        return Other.MARK
    return None if _counts_plural(text, number.digits_end) else Other.MARK


def _inside_sentence(text: str, number: Number, before: str) -> bool:
    """Whether the word before a number does not begin the block or a sentence (capitals there say nothing)."""
    begin = number.start - len(before) - 1
    return begin > 1 and text[begin - 2] not in ".:;•!?" and not before.endswith((",", ";", ":"))
