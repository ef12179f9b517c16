"""English words of number, hedge, range and unit. Data only; the grammar is code beside it."""

from __future__ import annotations

from pipeline.quantities.lexicon import Lexicon, Vague, hedges, in_order, words
from pipeline.quantities.lexicons import en_money, en_units

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TEENS = in_order(f"{_ONES} eighteen nineteen")
_TENS = {word: 10 * n for n, word in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_ORDINALS = in_order(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "lkh": 1e5, "million": 1e6, "crore": 1e7, "krore": 1e7,
    "koti": 1e7,
    "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18, "sextillion": 1e21,
    "septillion": 1e24, "dozen": 12, "dz": 12, "score": 20,
}  # fmt: skip

_UNDER_TWENTY = {word: n for n, word in enumerate(_TEENS)}
_CARDINALS = {**_UNDER_TWENTY, **_TENS, "naught": 0, "nought": 0, "nil": 0, "fourty": 40}
_CARDINAL_COMPOUNDS = {
    tens + ones: value + n for tens, value in _TENS.items() for n, ones in enumerate(_TEENS[1:10], 1)
}  # "twentyfive", as it is often misspelt
_ORDINAL_ONES = {word: n for n, word in enumerate(_ORDINALS)}
_ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in _TENS.items()}
_ORDINAL_COMPOUNDS = {tens + _ORDINALS[n]: value + n for tens, value in _TENS.items() for n in range(1, 10)}
_ORDINAL_SCALES = {f"{word}th": int(_SCALES[word]) for word in in_order("hundred thousand million billion trillion")}
_ALL_ORDINALS = {**_ORDINAL_ONES, **_ORDINAL_TENS, **_ORDINAL_COMPOUNDS, **_ORDINAL_SCALES}


def _denominators() -> dict[str, float]:
    parts = {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25, "fourth": 0.25, "fourths": 0.25}
    for word, n in _ALL_ORDINALS.items():
        if n > 2:
            parts[word] = parts[word + "s"] = 1 / n
    return parts


_BEFORE = {
    "gt": "more than|greater than|larger than|bigger than|higher than|longer than|older than|faster than"
    "|heavier than|taller than"
    "|over|above|beyond|exceeding|exceeds|exceed|exceeded|surpassing|surpassed|surpasses|surpass|topping|topped"
    "|in excess of|upwards of|upward of|north of|well over|just over|well above|just above|slightly over"
    "|slightly above"
    "|a little over|a bit more than|a little more than|slightly more than|just more than|far more than"
    "|well more than|>|broke through"
    "|better than|not just|upwards|comfortably over|comfortably above|comfortably more than|easily more than"
    "|considerably more than|considerably over|substantially more than|significantly more than|a touch over"
    "|a touch above|a shade over|a shade above|a fraction over|a fraction above|fractionally over|fractionally above"
    "|marginally over|marginally above|marginally more than|a little above|a little more than|little more than"
    "|little over|a bit over|a bit above|anything over|anything above|anything more than|even more than"
    "|way over|way above|way more than|much more than|many more than|well beyond|well past|just past|north of about",
    "gte": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|minimum"
    "|at minimum|as few as"
    "|as little as|as low as|starting at|starting from|> =|≥|≧|= >|greater than or equal to"
    "|more than or equal to|equal to or more than"
    "|equal to or greater than|equal or more than|equal or greater than|greater or equal than"
    "|more or equal than|larger or equal than"
    "|higher or equal than|bigger or equal than|larger than or equal to|at least or equal to|at the very least"
    "|at the least|⩾|at or above|no lower than|no shorter than|no smaller than|not below|not under|as small as"
    "|as short as|as young as|as few as about|anything from",
    "lt": "less than|fewer than|smaller than|lower than|shorter than|younger than|under|below|beneath|south of"
    "|just under|well under"
    "|just below|well below|slightly under|slightly below|a little under|a little less than|slightly less than"
    "|just less than"
    "|slightly fewer than|far fewer than|far less than|shy of|just shy of|short of|just short of|<"
    "|not quite|not even|well short of|well shy of|a little short of|a bit under|a bit below|a bit less than"
    "|a little below|a little fewer than|a touch under|a touch below|a shade under|a shade below|a fraction under"
    "|a fraction below|fractionally under|fractionally below|marginally under|marginally below|marginally less than"
    "|little less than|little under|much less than|many fewer than|anything under|anything less than"
    "|considerably less than|considerably fewer than|substantially less than|substantially fewer than"
    "|significantly less than|significantly fewer than|comfortably under|comfortably below|way under|way below"
    "|anything short of|even less than|even fewer than",
    "lte": "up to|no more than|not more than|at most|at the most|a maximum of|maximum of|maximum|as many as"
    "|as much as|as high as"
    "|as long as|not exceeding|no greater than|no higher than|no larger than|no longer than|limited to"
    "|capped at|a cap of|up to and including"
    "|< =|≤|≦|less than or equal to|fewer than or equal to|less or equal than|smaller or equal than"
    "|smaller than or equal to"
    "|lower or equal than|equal to or less than|equal to or fewer than|equal or less than"
    "|lower than or equal to|⩽|= <"
    "|not over|never more than|at maximum|within|inside of|at or below|not above|no longer than|no older than"
    "|no taller than|no heavier than|as large as|as big as|as heavy as|as tall as|as old as|as wide as|as deep as"
    "|as fast as|as far as|anything up to|anywhere up to",
    "approx": "about|around|roughly|approximately|approx|approx .|nearly|almost|close to|near|nearing"
    "|approaching|some|circa|ca|ca .|c ."
    "|an estimated|estimated at|estimated to be|estimated|something like|somewhere around|in the region of"
    "|in the neighborhood of"
    "|in the neighbourhood of|on the order of|of the order of|in the order of|in the ballpark of|more or less"
    "|give or take|or so"
    "|~|≈|∼|≃|≅|∼ ∼|virtually|practically|an average of|on average|averaging|roughly around|somewhere near"
    "|getting on for"
    "|a good|aproximately|very nearly|very roughly|an approximate|order of|~ =|close on|nigh on|not far off"
    "|not far short of|not far from|the best part of|the better part of|best part of|better part of"
    "|the greater part of|barely|hardly|scarcely|more like|somewhere between|on the verge of|in the vicinity of"
    "|in the area of|approximating|an approximated|closer to|nearer to|nearer"
    "|just about|just around",
    "eq": "exactly|precisely|equal to|equals|a total of|totaling|totalling|a record|a full|fully|a whopping"
    "|a mere|a staggering",
    "filler": "the|just|only|a|an|another|its|their|our|some of the|that|this|these|those|even|perhaps|maybe"
    "|possibly|merely|already|nice|his|her",
}  # fmt: skip
_AFTER = {
    "gte": "or more|or greater|or higher|or above|or over|or older|or longer|or larger|or better|and over"
    "|and above|and up|and older|and more"
    "|or upward|or upwards|and upward|and upwards|plus|+|- plus|or more than|at least|at a minimum|at minimum"
    "|or even more|or beyond|, if not more|if not higher"
    "|minimum|min|at the very least"
    "|at the least|if not more|or equal to|and counting",
    "gt": "if not more than that|and change|and a bit|and then some",
    "lte": "or less|or fewer|or under|or below|or lower|or younger|or smaller|or shorter|and under|and below"
    "|and younger|or less than"
    "|at most|at the most|at maximum|maximum|max|tops|or so at most|or even less|or even fewer"
    "|at the outside|if not less|if not fewer",
    "approx": "or so|or thereabouts|more or less|give or take|approximately|roughly|- odd|odd|- ish|ish"
    "|- something|- some|on average"
    "|or more or less|or near enough|, give or take|, more or less|, or so|, or thereabouts"
    "|, or near enough",
}  # fmt: skip

LEXICON = Lexicon(
    language="en",
    decimal_mark=".",
    group_mark=",",
    cardinals={**_CARDINALS, **_CARDINAL_COMPOUNDS},
    scales={**_SCALES, **{word + "s": scale for word, scale in _SCALES.items()}, "cr": 1e7, "kr": 1e7},
    short_scales={
        "k": 1e3,
        "K": 1e3,
        "M": 1e6,
        "MM": 1e6,
        "mm": 1e6,
        "m": 1e6,
        "mn": 1e6,
        "mln": 1e6,
        "mil": 1e6,
        "mio": 1e6,
        "Mn": 1e6,
        "Mio": 1e6,
        "b": 1e9,
        "B": 1e9,
        "bn": 1e9,
        "Bn": 1e9,
        "BN": 1e9,
        "bil": 1e9,
        "bln": 1e9,
        "T": 1e12,
        "t": 1e12,
        "tn": 1e12,
        "trn": 1e12,
        "tr": 1e12,
        "G": 1e9,
    },
    ordinals=_ALL_ORDINALS,
    ordinal_suffixes=frozenset({"st", "nd", "rd", "th"}),
    denominators=_denominators(),
    vague={
        "several": Vague(3, 9),
        "few": Vague(3, 5),
        "couple": Vague(2, 2, "approx"),
        "pair": Vague(2, 2, "eq"),
        "handful": Vague(3, 6),
    },
    vague_behind_article=frozenset({"few", "couple", "pair", "handful"}),
    vague_scales_of=frozenset({"tens", "scores"}),
    vague_scales={
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 1e2,
        "thousands": 1e3,
        "lakhs": 1e5,
        "millions": 1e6,
        "crores": 1e7,
        "billions": 1e9,
        "trillions": 1e12,
    },
    multiples={
        "twice": 2,
        "thrice": 3,
        "double": 2,
        "doubled": 2,
        "doubles": 2,
        "doubling": 2,
        "triple": 3,
        "tripled": 3,
        "triples": 3,
        "tripling": 3,
        "quadruple": 4,
        "quadrupled": 4,
        "quadrupling": 4,
        "quintupled": 5,
        "quintuple": 5,
        "halved": 0.5,
        "halving": 0.5,
        "trebled": 3,
        "treble": 3,
    },
    multiple_suffixes={"fold": 1},
    zeros={
        ("none",): "count",
        **{("no", noun): "count" for noun in words("deaths casualties fatalities injuries survivors")},
        ("for", "free"): "money",
        ("free", "of", "charge"): "money",
        ("free", "of", "cost"): "money",
        ("no", "cost"): "money",
        ("no", "charge"): "money",
        ("without", "charge"): "money",
        ("at", "no", "cost"): "money",
        ("absolute", "zero"): "measure",
    },
    articles=frozenset({"a", "an"}),
    determiners=words("the this that these those its their our his her my your some"),
    conjunctions=frozenset({"and", "&"}),
    alternatives=frozenset({"or"}),
    towards=frozenset({"to", "through", "till", "until"}),
    between=frozenset({"between"}),
    from_=frozenset({"from"}),
    of=frozenset({"of"}),
    points=frozenset({"point"}),
    negatives=frozenset({"minus", "negative"}),
    out_of=(
        ("-", "in", "-"),
        ("-", "in", "-", "a", "-"),
        ("-", "out", "-", "of", "-"),
        ("in",),
        ("out", "of"),
        ("of", "every"),
        ("in", "every"),
        ("out", "of", "every"),
        ("of", "each"),
        ("out", "of", "each"),
    ),
    divided=frozenset({"over"}),
    per=frozenset({"per", "a", "an", "each", "every"}),
    wholes=frozenset({"another", "all", "whole", "full", "entire"}),
    lasting=words("for in within after during took takes take lasted lasts last spent spend inside"),
    lasting_nouns=words("space course span period"),
    units=en_units.units(),
    currencies=en_units.currencies(),
    hedges_before=hedges(_BEFORE),
    hedges_after=hedges(_AFTER),
    hedges_behind_noun=words("or , if give"),
    again=words("again"),
    priced=words(
        "share head person piece bottle ticket unit loaf item copy seat pupil student household bag pop visit ride"
    ),
    match_results=words(
        "won win wins winning beat beats beating beaten lost lose loses losing drew draw draws drawn defeat defeats "
        "defeated victory victories loss thrashed thrashing hammered score scored scores scoreline lead led leads "
        "leading trail trailed trailing trails tied tie level equaliser rout routed shootout penalties"
    ),
    after_score=words(
        "to at against in on over after before with away from by for and but when while as thanks despite"
    ),
    named_figures=words("9/11 7/7"),
    definite=words("the"),
    numbered_units=words("week day month"),
    before_numbered_units=words("in by at on to until till through from of after before since and the"),
    match_nouns=words("win victory defeat loss draw lead rout scoreline triumph thrashing"),
    streets=words(
        "street st road rd avenue ave lane drive boulevard blvd square place court terrace crescent parkway broadway"
    ),
    past_the_hour=words("past"),
    parts_of_time=words("last latter former opening closing"),
    ages=frozenset(
        {
            ("old",),
            ("-", "old"),
            ("of", "age"),
            ("-", "olds"),
            ("olds",),
            ("of", "life"),
            ("or", "older"),
            ("in", "age"),
        }
        - {("or", "older"), ("of", "life")}
    ),
    duration_letters={"D": "day", "Y": "year"},
    aged=frozenset({"aged", "age", "ages"}),
    adverbs_of_rate={
        "daily": "day",
        "weekly": "week",
        "monthly": "month",
        "yearly": "year",
        "annually": "year",
        "hourly": "hour",
        "nightly": "night",
    },
    times=frozenset({"times", "time", "x", "×"}),
    comparatives=words(
        "as more less fewer greater larger bigger higher lower smaller faster slower better worse longer "
        "shorter likelier cheaper the stronger heavier older younger brighter than"
    ),
    changes=words(
        "rose rise rises risen rising fell fall falls fallen falling grew grow grows grown growing increased "
        "increase increases increasing decreased decrease decreases decreasing dropped drop drops dropping "
        "climbed climb climbs climbing declined decline declines declining jumped jump jumps soared surged "
        "sank slid slipped shrank shrunk shrink plunged plummeted went gone go goes moved raised raise raising "
        "cut reduced reduce reduces reducing lowered lower lowering expanded expand changed change changes "
        "doubled tripled quadrupled improved down up swelled dipped edged advanced upgraded downgraded boosted "
        "revised bumped"
    ),
    pronouns_before_one=words(
        "the this that which each every no any another some someone's what whichever either neither last next "
        "first second other latter former new old big small good bad same different wrong right only"
    ),
    pronouns_after_one=words(
        "another can could should must may might would will is was has had who whose that which day self"
    ),
    one=frozenset({"one"}),
    reference_nouns=words(
        "chapter chapters section sections figure fig table page pages pp appendix volume vol article "
        "articles clause "
        "paragraph footnote equation eq lemma theorem version nos nr nrs type phase stage tier gate route "
        "highway interstate "
        "exit channel verse episode season flight platform exercise exercises slide apartment apt suite psalm "
        "canto symphony "
        "op opus vitamin exhibit proposition resolution directive regulation isbn issn doi rfc iso iec ieee "
        "din step item "
        "question line room level grade lesson courtroom booth stall berth hangar classroom ward freezer dive cabin "
        "locker plot"
    ),
    reference_names=words(
        "part parts rule steps items lines note no number issue class model floor act scene book unit track "
        "bus problem "
        "example listing column row box group category amendment title schedule form release revision build "
        "port firmware "
        "week day pier area formula district ward cell block lot battalion division company squadron"
    ),
    reference_abbreviations=words("no nr nrs nos fig figs sec vol art ch chap pp p eq para"),
    enumerated=words(
        "argument reason reasons point points chapter section question step item objection premise "
        "interpretation example option possibility approach assumption condition consideration claim problem "
        "issue part paragraph sentence category principle lesson theme factor case thing explanation view "
        "reading half lady"
    ),
    ordinal_adverbs=words("first"),
    superlative_endings=("est", "most", "best", "worst", "least", "ranked", "placed"),
    ranking=words(
        "finished finish finishes came come comes placed ranked ranks rank is was were are be every each very"
    ),
    ordinal_idioms=words(
        "thought thoughts party parties hand class world aid nature glance place person amendment floor"
    ),
    clock=frozenset({"am", "pm", "a.m", "p.m", "o'clock", "oclock"}),
    months=words(
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug sep sept oct nov dec"
    ),
    plural_parts=words("halves quarters"),
    countables=words("people daily monthly active"),
    dimensions=words("long wide tall high deep thick across diameter x by"),
    homonyms_of_money=words("won rand real dong crown crowns"),
    sterling=words("sterling"),
    per_strictly=words("per"),
    heads=words("capita person head inhabitant"),
    offsets=words("before after earlier later ago from"),
    offsets_alone=words("earlier later ago"),
    offsets_at_end=words("before after"),
    margins=frozenset(
        {
            ("give", "or", "take"),
            (",", "give", "or", "take"),
            ("plus", "or", "minus"),
            ("plus", "/", "minus"),
            ("+", "/", "-"),
            ("+", "/", "−"),
            ("±",),
        }
    ),
    blurred_shares=words("than nearly almost roughly approximately virtually least most just barely up down by"),
    share_verbs=words("were are have said say had did do died lived live believe think came went"),
    past_ending="ed",
    equatives=words("as"),
    compared=words(
        "many much large big small long high low fast slow often likely heavy light old tall wide strong good common "
        "great dense deep rich productive expensive"
    ),
    after_ratio=words(
        "was were is are has have had did does do will would can could may might says said lives lived live died "
        "dies works worked gets got goes went lacks owns among who that and or but nor in at under over on had now "
        "ever never still suffers suffered smokes voted lost knew own owned say believe think thought like live want "
        "wanted need needs make makes use used read know"
    ),
    spanning=words("over"),
    year_cues=words("in since by during until till before after of"),
    factors=frozenset({("factor", "of"), ("factors", "of")}),
    annual=words("annum"),
    no_heads=words("cent cents cen annum diem the his her their our its usual"),
    equations=words("is equals contains ="),
    figured=words("figure"),
    possessives=words("his her their my your our"),
    persons=words(
        "man woman boy girl child youth lad widow widower bachelor spinster apprentice orphan father mother brother "
        "sister son daughter husband wife uncle aunt grandfather grandmother grandson granddaughter cousin nephew "
        "niece friend baby infant toddler teenager pensioner"
    ),
    agent_endings=(
        "ist",
        "ician",
        "smith",
        "wright",
        "woman",
        "yman",
        "sman",
        "rman",
        "ntant",
        "tress",
        "eer",
        "eacher",
    ),
    lives=words("he she i who"),
    being=words("was is am"),
    turning=words("turned turns turning"),
    turns_of_life=words(
        "died dies die dead married marries marry retired retires retire widowed orphaned enlisted emigrated work "
        "school apprenticed became born buried debut ordained elected"
    ),
    at=words("at"),
    after_age=words("and or but when while who whom whose with in at by then now that as from had has he she i"),
    to_the_hour=words("to"),
    hours=words("noon midnight"),
    parts_of_day=frozenset(
        {
            ("in", "the", "morning"),
            ("in", "the", "afternoon"),
            ("in", "the", "evening"),
            ("at", "night"),
            ("o'clock",),
        }
    ),
    before_the_hour=words("at by around about until till before after since towards"),
    coins=("cent",),
    shared_by=words("on in of"),
    whole_coins=words("dollar euro pound franc mark ruble rouble yuan rand"),
    payments=en_money.PAYMENTS,
    old_pence=en_money.OLD_PENCE,
    shillings=words("shilling shillings"),
    every=words("every"),
    weak_scales=words("score"),
    below_zero=frozenset({("below", "zero")}),
    trades=words("sold sell sells bought buy buys went goes"),
    in_exchange=words("for"),
    purses=words("pocket pockets purse wallet shoe bank savings"),
    age_decades={
        "teens": 13,
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    },
    thirds={"early": 0, "low": 0, "mid": 1, "middle": 1, "late": 2, "high": 2},
    readings=frozenset({"millimeter_Hg"}),
    towards_alone=words("to"),
    than=words("than to least most"),
    hedges_of_either_side=words("plus about roughly approximately minimum maximum min max"),
    bound_joints=words("and but ,"),
    multiple_idioms=words("- digit digits standard standards down click bed room act agent time play"),
    number_prefixes=words("mid top sub pre post under over non a to half per plus"),
    number_suffixes=words("s ish"),
    wholes_of_one=words("them us you two three four five six seven eight nine ten"),
    before_bare_one=words("or and plus minus is equals than to number"),
    variables=words("sd se sem ci bmi iq gpa n p r hr or rr auc ph df t f z m r2 κ α β ec"),
    zero_idioms=words("tolerance hour sum day waste"),
    once=words("day night morning evening afternoon time times"),
    before_once=words("at and then that but if when until till , ; — – . ! ? : “ ( may might will would could"),
    sentence_openers=words(
        "in on at by over about more than less the a an of for with from to and or but after before since "
        "until between among around only some every all these those this that there it he she they we i you "
        "nearly almost roughly approximately up at least most just exactly under above below within as if when "
        "while where because although though however yet so then now today still even not no only another per "
        "plus minus negative both either neither is are was were has have had be been being did do does will "
        "would can could may might must shall should make give take get see use its their our his her my your "
        "who which what how why another"
    ),
    abbreviations=words(
        "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt gov sen rep pres vs etc e.g i.e cf al approx "
        "ca c fig figs no nos vol pp ed eds jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp "
        "dept est univ assn bros u.s u.k u.n d.c a.m p.m ph.d op cit min max mt ft sq ave blvd rd mln bn tel "
        "ext viz resp chap sec art para"
    ),
)
