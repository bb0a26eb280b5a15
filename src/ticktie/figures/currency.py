"""Currencies: symbols, codes and names as printed, and the ISO codes that they stand for."""

import re

# The bare "$" is US dollars unless the document says otherwise (see `scale.local_dollar`).
DOLLAR = "USD"

SYMBOLS: dict[str, str] = {
    "$": DOLLAR,
    "US$": "USD",
    "U.S.$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "CDN$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "S$": "SGD",
    "SG$": "SGD",
    "HK$": "HKD",
    "NT$": "TWD",
    "J$": "JMD",
    "JA$": "JMD",
    "TT$": "TTD",
    "BDS$": "BBD",
    "MX$": "MXN",
    "R$": "BRL",
    "AR$": "ARS",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₱": "PHP",
    "₽": "RUB",
    "₺": "TRY",
    "฿": "THB",
    "Rs.": "INR",
    "Rs": "INR",
    "Ps.": "MXN",
    "S/.": "PEN",
    "S/": "PEN",
    "RMB": "CNY",
    "NIS": "ILS",
}

CODES = frozenset(
    "USD EUR GBP JPY CHF CAD AUD NZD SGD HKD TWD JMD TTD BBD MXN BRL ARS CLP COP PEN CNY CNH INR KRW ILS PHP THB "
    "IDR MYR VND SEK NOK DKK PLN CZK HUF RUB TRY ZAR NGN KES AED SAR QAR KWD EGP KZT".split()
)

# Adjectives that settle which "dollars", "pesos" … are meant.
_ADJECTIVES: dict[str, str] = {
    "us dollar": "USD",
    "united states dollar": "USD",
    "american dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "new zealand dollar": "NZD",
    "singapore dollar": "SGD",
    "hong kong dollar": "HKD",
    "new taiwan dollar": "TWD",
    "nt dollar": "TWD",
    "jamaican dollar": "JMD",
    "trinidad and tobago dollar": "TTD",
    "barbados dollar": "BBD",
    "mexican peso": "MXN",
    "argentine peso": "ARS",
    "chilean peso": "CLP",
    "colombian peso": "COP",
    "philippine peso": "PHP",
    "brazilian real": "BRL",
    "brazilian reai": "BRL",
    "british pound": "GBP",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "swiss franc": "CHF",
    "japanese yen": "JPY",
    "chinese yuan": "CNY",
    "indian rupee": "INR",
    "peruvian sol": "PEN",
    "peruvian sole": "PEN",
    "south african rand": "ZAR",
}

NAMES: dict[str, str] = {
    **_ADJECTIVES,
    "dollar": DOLLAR,
    "euro": "EUR",
    "pound": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "franc": "CHF",
    "rupee": "INR",
    "peso": "MXN",
    "reai": "BRL",
    "sole": "PEN",
    "won": "KRW",
    "shekel": "ILS",
    "rand": "ZAR",
}


def _alternatives(words: dict[str, str] | frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# Sources of patterns: a symbol or code before a number; a name after one ("12 million Canadian dollars").
# "U.S. $" and "US $" are printed with a blank as well.
BEFORE = rf"(?:U\.S\.\s\$|US\s\$|(?<![A-Za-z$])(?:{_alternatives(frozenset(SYMBOLS) | CODES)}|Rmb|CHF)|\$|€|£|¥)"
AFTER = rf"(?:U\.S\.\sdollars?|(?i:{_alternatives(NAMES)})s?)(?![A-Za-z])|(?:{_alternatives(CODES)}|RMB)(?![A-Za-z])"

_NAME = re.compile(rf"(?<![A-Za-z])(?:{AFTER})")


def iso_code(printed: str) -> str:
    """Return the ISO code of a symbol, code or name as printed ("US$", "Rmb", "U.S. dollars"), "" if unknown.

    >>> iso_code("NT$"), iso_code("U.S. $"), iso_code("Jamaican dollars"), iso_code("Rmb"), iso_code("EUR")
    ('TWD', 'USD', 'JMD', 'CNY', 'EUR')
    """
    text = printed.strip()
    found = SYMBOLS.get(text)
    if found:
        return found
    if text in CODES:
        return "CNY" if text == "CNH" else text
    joined = text.replace(" ", "").upper()
    if joined in SYMBOLS:
        return SYMBOLS[joined]
    name = text.replace(".", "").lower()
    return NAMES.get(name) or NAMES.get(name.removesuffix("s")) or ""


def currency_named(text: str) -> str:
    """Return the ISO code of the first currency that words or a code name in a text, "" where none.

    >>> currency_named("(In thousands of U.S. dollars)"), currency_named("(in thousands)")
    ('USD', '')
    """
    found = _NAME.search(text)
    return iso_code(found.group()) if found else ""
