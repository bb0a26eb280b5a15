"""The words that claims are made of, as tables: no code path knows a word of its own."""

import re

from ticktie.model import Direction, Hedge

UP = """
    increase increased increases increasing rose rise risen rising grew grow grown growing growth up higher gained
    climbed climb improved improve improvement improving expanded expand expansion expanding jumped surged advanced
    accelerated exceeded above strengthened soared surge surges uptick greater added addition additional
""".split()
DOWN = """
    decrease decreased decreases decreasing declined decline declines declining fell fall fallen falling down lower
    reduced reduction reducing dropped drop drops contracted contraction compressed compression shrank below loss-
    narrowed less fewer slipped decelerated weakened downturn
""".split()
FLAT = "flat unchanged stable".split()

DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(UP, Direction.UP),
    **dict.fromkeys(DOWN, Direction.DOWN),
    **dict.fromkeys(FLAT, Direction.FLAT),
}
# Nouns of change: they may follow a figure ("a $3.9 million increase in …"); verbs after a figure open another clause.
CHANGE_NOUNS = frozenset(
    """
    increase decrease growth decline improvement expansion reduction drop rise fall contraction compression higher
    lower jump swing less surge greater downturn uptick
    """.split()
)
# Words of direction that are also parts of captions or verbs of another sense: no claim of a change by themselves.
WEAK_DIRECTIONS = frozenset(
    "gain added addition additional above below exceeded less reduced fewer improving growing".split()
)
# Directions that say better or worse, not larger or smaller: the figure may move either way.
EVALUATIVE = frozenset("improved improve improvement improving strengthened weakened gained".split())

HEDGES: dict[str, Hedge] = {
    "approximately": Hedge.ABOUT,
    "about": Hedge.ABOUT,
    "roughly": Hedge.ABOUT,
    "around": Hedge.ABOUT,
    "approx": Hedge.ABOUT,
    "some": Hedge.ABOUT,
    "~": Hedge.ABOUT,
    "over": Hedge.OVER,
    "exceeding": Hedge.OVER,
    "exceeded": Hedge.OVER,
    "nearly": Hedge.NEARLY,
    "almost": Hedge.NEARLY,
}
HEDGE_PHRASES: dict[str, Hedge] = {
    "more than": Hedge.OVER,
    "greater than": Hedge.OVER,
    "in excess of": Hedge.OVER,
    "at least": Hedge.OVER,
    "close to": Hedge.ABOUT,
    "just under": Hedge.NEARLY,
    "less than": Hedge.NEARLY,
    "up to": Hedge.NEARLY,
}

# Words between a preposition and its figure that say nothing of it: "to a record $5.8 billion".
ORNAMENTS = frozenset(
    "a an the or another approximate record new total estimated combined aggregate solid strong".split()
)

COMPARES = frozenset("compared compares comparing versus vs against comparison from".split())
LEVEL_VERBS = frozenset(
    """
    was were is are of totaled totalled reached amounted at stood came remained generated reported recorded
    posted delivered earned achieved produced had has represents represented representing ended averaged
""".split()
)

# Verbs and other words that say nothing of the measure; they end a noun phrase but leave no content word.
IDLE = frozenset(
    """
    a an the this that these those its our their his her it we they us company company's which who whom whose there
    was were is are be been being has have had having do did does will would may might can could should shall of in
    on at by for to from with as into onto per or and but if than then so such not no nor yet also both each totaled
    totalled reached amounted stood came remained generated reported reporting record recorded recognized posted
    delivered earned achieved produced represents represented representing representative ended ending averaged
    resulted result results resulting driven due primarily mainly largely partially partly offset because
    attributable reflect reflecting reflects reflected including included includes include excluding excludes exclusive
    inclusive compared compares comparing comparison versus vs against respectively approximately about roughly
    around nearly almost over more most under within during while when where through throughout between among after
    until since again however overall approx some continued continue holding steady strong strength solid robust
    significant significantly substantial substantially slightly modest modestly favorable unfavorable key highlight
    highlights announced announces today year years quarter quarters period periods month months week weeks
    quarterly annual annually yearly fiscal ago prior previous preceding last same comparable corresponding
    sequential sequentially basis amount amounts level levels percent percentage point points million billion
    thousand all- new first second third fourth full half date ytd yoy qoq and/or other's well one two three
    approximate showing showed show saw see seen used provided making made make brought bring returned equal equals
    increase increased decrease decreased growth grew up down higher lower rate-of total- just only ever end
    beginning close times highest lowest best largest strongest another further remaining remains therefore thus
    additionally combined aggregate approximating following ongoing exceeding exceeded expected primarily-due
    usd cad eur gbp rmb
    four five six seven eight nine ten eleven twelve annualized
    improve improved improvement expansion expanded contraction contracted worth nominal unaudited preliminary
    totaling totalling driving drive drove reaching reach hit hitting led achieve achieving remarkable impressive
    exceptional excellent leading high low bringing reported-as consisting comprised comprises consists comprise
    doubled tripled quadrupled expands upon contributed yielded yielding
""".split()
) - {"continuing"}

# Words that make a measure another measure; they must stand on both sides.
QUALIFIER_PHRASES = re.compile(
    r"""\b(?=[abceflnopsuw])(?:
      (?P<constant>constant[- ]currenc(?:y|ies)|currency[- ]neutral|constant[- ]dollar|constant\ exchange|\bFXN\b
        |\bF/?X[- ]neutral|\bforeign\ exchange\ (?:\(F/?X\)\ )?neutral
        |\bex-FX\b|(?:excluding|before|without)\ (?:the\ )?(?:effects?\ of\ |impact\ of\ )?(?:changes\ in\ )?
         (?:foreign\ (?:exchange|currency)|fx|currency|exchange\ rate))
    | (?P<label>free\ cash\ flow\ \(non[- ]gaap\)|non[- ]gaap\ free\ cash\ flow)
    | (?P<nongaap>non[- ]gaap)
    | (?P<excluding>\bex(?:cluding|clusive\ of|cludes?)\b)
    | (?P<proforma>pro[- ]forma)
    | (?P<samestore>same[- ](?:store|restaurant|property|club)|like[- ]for[- ]like
        |comparable[- ](?:store|restaurant|club|sales|net\ sales|guest|brand))
    | (?P<organic>\borganic(?:ally)?\b)
    | (?P<adjusted>\badjusted\b)
    | (?P<core>\bcore\b)
    | (?P<underlying>\bunderlying\b)
    | (?P<normalized>\bnormali[sz]ed\b)
    )""",
    re.I | re.X,
)
# What says that a measure is not adjusted, and the word of a scope that stands for it.
GAAP = "gaap"
PLAIN_GAAP = re.compile(r"(?<![Nn]on-)(?<![Nn]on )\bGAAP\b")
# What a column says whose figures are not adjusted.
AS_REPORTED = re.compile(PLAIN_GAAP.pattern + r"|\b[Rr]eported\b|\bREPORTED\b")
# The same right before a measure, not after a figure ("$2.71 on a GAAP basis").
PLAIN_MEASURE = re.compile(PLAIN_GAAP.pattern + r"(?= [A-Za-z])(?! basis\b)")
# A measure that is never a GAAP one is no other measure for being called non-GAAP.
LABEL = "label"
# Their words: matched as qualifiers, they are no part of a subject or caption.
QUALIFIER_WORDS = frozenset(
    "gaap nongaap adjusted organic organically core underlying normalized normalised proforma".split()
)
# Words of the phrases that take exchange rates out.
CURRENCY_WORDS = frozenset(
    "constant currency neutral exchange foreign dollar fx fxn rate translation fluctuation impact effect".split()
)
# "Adjusted" and "non-GAAP" name the same thing.
QUALIFIER_CLASSES = {"nongaap": "adjusted"}
# Words that make what follows a part or a driver of what went before.
PART_WORDS = frozenset(
    "included includes include including excludes excluded excluding comprised consisted consisting offset".split()
)

# Shares, and amounts per share, are counted with or without those that options and notes may become.
SHARE_KINDS = frozenset({"basic", "diluted"})

# Those that leave something out: what is left is another measure, which its qualifier says.
EXCLUDES = frozenset("excludes excluded excluding".split())

# Words of headings that name no segment, product or place, so that they narrow nothing.
FINANCE_WORDS = frozenset(
    """
    income revenue sale expense cost asset liability cash flow operation operating tax margin profit earning
    interest loan deposit equity capital share loss gross net total result financial statement quarter performance
    summary highlight business balance sheet position quality credit noninterest liquidity dividend repurchase
    stockholder shareholder ceo cfo commentary management discussion quote key operational about conference call
    additional information q exhibit page selected recent chairman chief executive officer data except january
    february march april may june july august september october november december day date fact ended unaudited
    three six nine twelve month year period first second third fourth half fiscal full strategic strong solid
    continued record achievement milestone outlook letter dear president highlights consolidated condensed report
    company release review update overview segment other research development general administrative selling
    marketing debt growth return guidance metric measure item non
""".split()
)

# What amounts are of: a section that has one of them says what its rows measure.
MEASURES = frozenset("revenue sale turnover income earning profit loss ebitda margin".split())

# What a word weighs among the words of a subject, and among those of a caption; 1 where nothing is said.
SUBJECT_WEIGHTS = {
    "assuming": 0.1, "issue": 0.4,
    "account": 0.5, "attributable": 0.2, "available": 0.3, "balance": 0.2, "basic": 0.6, "benefit": 0.3, "business":
    0.4, "charge": 0.4, "common": 0.4, "company": 0.0, "consolidated": 0.1, "cost": 0.3, "diluted": 0.6, "expense":
    0.25, "figure": 0.1, "gaap": 0.1, "global": 0.3, "item": 0.3, "line": 0.2, "net": 0.4, "outstanding": 0.3,
    "overall": 0.1, "payment": 0.4, "per": 0.0, "portfolio": 0.3, "provision": 0.3, "quarter": 0.0, "rate": 0.4,
    "ratio": 0.4, "segment": 0.3, "share": 0.5, "shareholder": 0.4, "stockholder": 0.4, "subtotal": 0.1, "time": 0.3,
    "total": 0.1, "worldwide": 0.3, "industry": 0.1, "noncash": 0.2, "related": 0.2, "ordinary": 0.3, "term": 0.2,
    "group": 0.1,
}  # fmt: skip
CAPTION_WEIGHTS = {
    "worldwide": 0.1, "global": 0.1,
    "amount": 0.1, "attributable": 0.2, "balance": 0.4, "basic": 0.3, "benefit": 0.3, "charge": 0.5, "class": 0.3,
    "common": 0.3,
    "company": 0.1, "consolidated": 0.1, "corporation": 0.1, "cost": 1.0, "current": 0.5, "diluted": 0.3, "end":
    0.1, "ending": 0.1, "expense": 0.35, "gaap": 0.2, "inc": 0.1, "net": 0.4, "per": 0.1, "provision": 0.3, "ratio":
    0.3, "share": 0.4, "shareholder": 0.3, "stockholder": 0.3, "subtotal": 0.1, "total": 0.1, "unaudited": 0.0,
    "overall": 0.1, "related": 0.3, "term": 0.3, "ordinary": 0.3,
}  # fmt: skip

# Words of a subject that a caption need not repeat: "research and development costs" is "Research and development".
IMPLIED_WORDS = frozenset("cost expense charge total balance amount line item figure account provision".split())

# Families of words that name the same thing; the caption's own word is preferred where it is printed.
SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"revenue", "sale", "turnover"}),
    frozenset({"income", "earning", "profit", "loss", "gain"}),
    frozenset({"stockholder", "shareholder", "shareowner"}),
    frozenset({"expense", "cost", "charge"}),
    frozenset({"diluted", "dilution"}),
    frozenset({"employee", "headcount", "people"}),
    frozenset({"repurchase", "buyback"}),
    frozenset({"share", "stock"}),
    frozenset({"capex", "expenditure"}),
    frozenset({"chargeoff", "writeoff"}),
    frozenset({"inventory", "merchandise"}),
    frozenset({"property", "ppe"}),
    frozenset({"tax", "taxation"}),
    frozenset({"operation", "operating"}),
    frozenset({"flow", "activity"}),
    frozenset({"deposit", "deposits"}),
    frozenset({"receivable", "debtor"}),
    frozenset({"margin", "percentage"}),
    frozenset({"pretax", "before"}),
)

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "r&d": ("research", "development"),
    "sg&a": ("selling", "general", "administrative"),
    "g&a": ("general", "administrative"),
    "s&m": ("sale", "marketing"),
    "d&a": ("depreciation", "amortization"),
    "eps": ("earning", "per", "share"),
    "capex": ("capital", "expenditure"),
    "fcf": ("free", "cash", "flow"),
    "nii": ("net", "interest", "income"),
    "nim": ("net", "interest", "margin"),
    "pp&e": ("property", "plant", "equipment"),
    "cogs": ("cost", "good", "sold"),
    "opex": ("operating", "expense"),
    "acl": ("allowance", "credit", "loss"),
    "ppnr": ("preprovision", "net", "revenue"),
    "roe": ("return", "equity"),
    "roa": ("return", "asset"),
}

FORWARD = re.compile(
    r"\b(?:expects?|expected to|expecting|anticipat\w+|guidance|outlook|forecasts?|projects?|projected|projecting|"
    r"intends?|plans? to|estimates? (?:that|for)|we estimate|targets?|targeting|goal|"
    r"will (?:be|range|reach|result|increase|decrease|total|grow|open|include|represent|approximate)|"
    r"is likely|are likely|should be|in the range of|range from|to be between|remainder of|"
    r"on track)\b",
    re.I,
)
# What is required is no result; what stands before it may be.
REQUIRED = re.compile(
    r"\b(?:equal to or (?:greater|less)|(?:greater|less) than or equal"
    r"|minimum (?:of|required|ratio)|requirements? of)\b",
    re.I,
)
FORWARD_HEADING = re.compile(
    r"\b(?:outlook|guidance|targets?|expectations|looking ahead|forward[- ]looking|forecast)\b", re.I
)
RESULTS_HEADING = re.compile(
    r"\b(?:results|highlights|review|performance|reports?|achieve[sd]?|record|remarks|comments?|commentary|discussion|update|overview)\b",
    re.I,
)

# How derived measures are made: words of the measure -> (words above, words below).
MARGIN_WORDS = frozenset({"margin"})
RATIO_DEFINITIONS: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("gross", "margin"): (("gross", "profit"), ("revenue",)),
    ("operating", "margin"): (("operating", "income"), ("revenue",)),
    ("net", "margin"): (("net", "income"), ("revenue",)),
    ("profit", "margin"): (("net", "income"), ("revenue",)),
    ("effective", "tax", "rate"): (("income", "tax", "expense"), ("income", "before", "tax")),
    ("tax", "rate"): (("income", "tax", "expense"), ("income", "before", "tax")),
    ("operating", "ratio"): (("operating", "expense"), ("revenue",)),
    ("expense", "ratio"): (("operating", "expense"), ("revenue",)),
}
