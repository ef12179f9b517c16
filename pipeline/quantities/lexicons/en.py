"""English words that a figure is read by; numbers, hedges, money and units have files of their own. Data only; the
grammar is code beside it."""

from __future__ import annotations

from pipeline.quantities.lexicon import Lexicon, hedges, words
from pipeline.quantities.lexicons import en_hedges, en_money, en_numbers, en_units

LEXICON = Lexicon(
    language="en",
    decimal_mark=".",
    group_mark=",",
    cardinals=en_numbers.CARDINALS,
    scales=en_numbers.SCALES,
    abbreviated_scales=words("mio mrd mill md"),
    short_scales=en_numbers.SHORT_SCALES,
    ordinals=en_numbers.ORDINALS,
    ordinal_suffixes=frozenset({"st", "nd", "rd", "th"}),
    denominators=en_numbers.DENOMINATORS,
    vague=en_numbers.VAGUE,
    vague_behind_article=frozenset({"few", "couple", "pair", "handful"}),
    vague_scales_of=frozenset({"tens", "scores"}),
    vague_scales=en_numbers.VAGUE_SCALES,
    multiples=en_numbers.MULTIPLES,
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
    hedges_before=hedges(en_hedges.BEFORE),
    hedges_after=hedges(en_hedges.AFTER),
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
        "size question line room level grade lesson courtroom booth stall berth hangar classroom ward freezer dive "
        "cabin locker plot"
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
    ordinal_idioms=words("thought thoughts party parties hand class world aid nature glance person amendment floor"),
    ranks=words("place"),
    clock=frozenset({"am", "pm", "a.m", "p.m", "o'clock", "oclock"}),
    months=words(
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug sep sept oct nov dec"
    ),
    plural_parts=words("halves quarters"),
    irregular_plurals=words("men women children people sheep cattle oxen geese mice deer"),
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
    share_verbs=words(
        "below above cheaper dearer smaller larger bigger lower higher fewer were are have said say had did do died "
        "lived live believe think came went"
    ),
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
    thirds={"early": 0, "low": 0, "mid": 1, "middle": 1, "late": 2, "high": 2, "lower": 0, "upper": 2},
    thirds_of_counts=words("low high lower upper"),
    readings=frozenset({"millimeter_Hg"}),
    towards_alone=words("to"),
    than=words("than to least most"),
    hedges_of_either_side=words("plus about roughly approximately minimum maximum min max"),
    bound_joints=words("and but ,"),
    multiple_adjectives=words("double triple treble quadruple"),
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
    timed=words("in did clocked clocking ran timed swam rode rowed"),
    timed_nouns=words("time times best record mark"),
    abbreviations=words(
        "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt gov sen rep pres vs etc e.g i.e cf al approx "
        "ca c fig figs no nos vol pp ed eds jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp "
        "dept est univ assn bros u.s u.k u.n d.c a.m p.m ph.d op cit min max mt ft sq ave blvd rd mln bn tel "
        "ext viz resp chap sec art para"
    ),
)
