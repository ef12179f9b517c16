"""English words by their part in a sentence. Data only, no reading of text.

What belongs here: closed word classes, common verbs in their irregular forms, and words that tell what a sentence does
with a figure (report, suppose, enumerate). What must never be here: words of one chapter or one subject, and code.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


DETERMINERS = word_set("a an the this that these those its his her their our your my some any each every no both all")
PRONOUNS = word_set(
    "itself themselves himself herself nobody everyone everybody someone anyone nothing everything something it "
    "they he she we i you this that these those there who which what one ones others another none here both "
    "neither either all some many most few several such"
)
PREPOSITIONS = word_set(
    "of in on at to for from by with without within into onto upon about above below between among amongst "
    "through throughout during before after since until till over under against across along around near off "
    "outside inside beyond behind beside besides per via as than like unlike despite toward towards amid except "
    "versus following"
)
CONJUNCTIONS = word_set(
    "and or but nor so yet if then because while whereas although though however when where whether once unless "
    "that which who whom whose what why how than as plus including compared"
)
AUXILIARIES = word_set(
    "is are was were be been being am 's 're has have had having do does did will would shall should can could "
    "may might must cannot won't can't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't "
    "wouldn't"
)
BASE_VERBS = word_set(
    "report show account serve reach exceed suggest estimate work live die remain rise fall grow make take hold "
    "lose win sell spend earn need require produce employ contain cover weigh stand lie run leave pay lead become "
    "receive provide use appear occur happen suffer represent generate consume emit include carry support come go "
    "begin say think know want see get give keep find meet bring mean feel eat drink believe agree call argue ask "
    "try help start stop turn move play kill cause change save own owe fit sit sleep hang depend belong arrive "
    "sail pass cross enter follow join vote exist burn drop pull add allow appoint ascend avoid choose climb "
    "collect compete consist decide deny descend develop drag encourage expect explain extend feed fetch fill "
    "forget forgive gather govern hire ignore imagine improve inherit insist invent invest invite kneel lend "
    "learn listen obey obtain occupy operate persuade prefer prepare prevent protect prove publish reckon refuse "
    "reject remember repeat replace retire seek seem settle shine shrink sing sink solve speak steal stir succeed "
    "deal stay rely flee fight marry smoke lack resign commute migrate emigrate "
    "surpass survive swear swim teach tend throw treat understand vanish vary warn weep"
)
"""Verbs in the form that plural subjects take; behind a singular word they are nouns."""

VERBS = (
    AUXILIARIES
    | BASE_VERBS
    | word_set(
        "wants eats drinks believes agrees calls argues asks tries helps starts stops turns moves plays spreads "
        "causes saves owns knows thinks brings means feels spread rose fell cost made took grew began begun stood "
        "held lost won sold said found ran wrote built bought came went left met paid led became saw gave got "
        "kept set cut hit put costs spent sent drew drove rode shot shrank shrunk sank spoke stole struck swam "
        "swum threw wore fought fed fled flew forgot froze hung hid knew laid lay lent lit meant read rid slept "
        "slid strove taught told thought understood woke wound broke bore beat bit blew brought burnt caught "
        "chose dealt drank ate felt forbade gained heard hurt leapt learnt let lies rises falls grows makes takes "
        "begins stands holds loses wins sells says finds runs writes builds buys comes goes leaves meets pays "
        "leads becomes sees gives gets keeps sets cuts hits puts spends sends draws drives remains requires needs "
        "earns supports contains includes reports shows accounts employs produces spans stretches measures kills "
        "covers weighs carries operates serves reaches exceeds equals amounts totals averages suggests estimates "
        "works lives dies looks waits climbs opens closes burns flows rests stays hopes hears flashes drops "
        "receives provides uses appears occurs happens suffers represents generates consumes emits adds allows "
        "avoids chooses collects competes consists decides denies descends develops divides encourages enters "
        "exists expects explains extends feeds fetches fills forgets gathers governs hires ignores imagines "
        "improves inherits insists invents invests invites joins lends learns listens obeys obtains occupies owes "
        "persuades prefers prepares prevents protects proves publishes pushes pulls quotes raises reckons refuses "
        "rejects remembers replaces replies seeks seems settles shines shrinks sings sinks sleeps sits solves "
        "speaks steals stirs succeeds surpasses survives swallows swims teaches tells tends throws travels treats "
        "understands vanishes varies wears weeps worries sang rang sought shook shone sprang spun stuck swept "
        "passes crosses flies attracts absorbs accepts achieves adopts affects announces applies approves arrives "
        "assumes attends belongs borrows breeds celebrates compares completes concludes connects continues contributes "
        "converts creates declares defends delivers describes deserves destroys determines disappears discovers "
        "distributes dominates educates elects eliminates enables enjoys ensures establishes excludes expands fails "
        "finishes follows identifies implies imposes increases indicates inhabits involves irrigates lacks maintains "
        "manages marries obtains organises organizes performs possesses produces proposes pursues recommends recovers "
        "refers rejects relies removes resembles resigns reveals threatens "
        "swore swung tore undertook withdrew overtook crept dug clung knelt flung strode bound undid"
    )
)
"""Finite verb forms that the endings -ed and -ing do not betray. Nouns that are more often nouns stay out."""

NOT_PARTICIPLES = word_set(
    "hundred bed red seed speed breed feed need deed creed greed weed indeed bleed shed sled shred unmodified "
    "united armed advanced limited sacred wicked naked rugged kindred hatred biped"
)
"""Words in -ed that are adjectives or nouns, whatever follows."""

IRREGULAR_PARTICIPLES = word_set(
    "built born begun written made held won lost laid set cut drawn known given taken sold bought found seen shown "
    "fought sunk struck torn worn grown begotten cast dug fed forged founded hung led left lent paid put read run sent "
    "shot shut spent spun sworn taught told understood caught brought broken chosen driven eaten frozen hidden ridden "
    "stolen thrown woven"
)
"""Past participles that the ending -ed does not betray."""

CARRYING = word_set(
    "weighing measuring costing containing holding carrying numbering totalling totaling earning lasting spanning "
    "covering employing averaging worth aged reaching exceeding"
)
"""Behind a noun and before a figure they say the figure of the noun."""

DOCUMENTS = word_set(
    "law act treaty constitution code agreement accord charter statute decree edict rule regulation directive "
    "convention peace pact compact bill ordinance resolution protocol amendment concordat"
)
"""What is in force long after its date: "under the law of 1974". Singular."""

FUNCTION_WORDS = (
    DETERMINERS
    | PRONOUNS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | word_set(
        "not only even just still already now also too very more most less least much almost nearly about roughly "
        "approximately around some exactly precisely again ever never always often here there today yesterday "
        "tomorrow ago later earlier further far rather quite perhaps maybe up down out away back together alone "
        "each other"
    )
)

IRREGULAR_PLURALS = word_set(
    "people men women children feet teeth mice geese cattle police data media criteria phenomena"
)
SENTENCE_ADVERBS = word_set(
    "however today then still thus moreover meanwhile instead now yet first second third finally later again "
    "altogether overall worldwide elsewhere nonetheless nevertheless therefore consequently indeed afterwards"
)

NOUNS_IN_LY = word_set(
    "family supply ally rally reply italy july monopoly assembly butterfly fly belly bully lily jelly homily anomaly "
    "melancholy sicily folly holly dolly"
)
"""Words in -ly that are no adverbs."""

REPORTING = word_set(
    "said says told tells argued argues claimed claims reported reports estimated estimates estimate projected "
    "projects projection predicted predicts forecast forecasts expected expects believed believes calculated "
    "calculates suggested suggests warned warns announced announces insisted insists recalled recalls wrote "
    "writes testified alleged alleges boasted boasts promised promises concluded concludes stated states put "
    "puts guessed guesses"
)
"""Verbs of saying and reckoning: what follows is somebody's word."""

FORECASTS = word_set("will shall projected forecast expected predicted anticipated targeted planned")

HYPOTHETICAL = word_set("imagine suppose supposing consider say hypothetically")
"""Words that open a sentence which asserts nothing."""

RHETORICAL_NOUNS = word_set(
    "way thing things question questions answer point points reason reasons sense matter kind sort case word "
    "words moment time place side hand part piece problem man woman person people else step story idea lesson "
    "truth fact company nation country world voice mind body breath stroke blow glance look note"
)
"""Nouns that a bare "one" or "single" stands before without counting anything."""

ABSTRACT_NOUNS = word_set(
    "argument question point reason problem thing lesson objection answer option possibility explanation "
    "interpretation kind sort type reaction consideration challenge way word truth story side lie excuse theory "
    "version"
)
"""Nouns that a writer counts while arranging his own thoughts: "three reasons", "two kinds of people". Singular."""

CONTRASTS = word_set(
    "other others another second third fourth next later previous earlier former latter new additional extra "
    "more each per every control placebo respectively rose risen fell fallen grew grown added doubled tripled "
    "increased decreased dropped declined climbed shrank shrunk up down further since until from initially "
    "originally first final finally now today once half plan planned target goal remaining remained left only again"
)
"""Words that tell two like figures apart: another trial, a later count, a growth."""

DISCOURSE_NOUNS = word_set(
    "argument arguments question point reason problem dimension step thing lesson objection answer option "
    "possibility explanation interpretation approach way part chapter section act scene stage phase category "
    "type kind factor concern consideration claim example case principle rule theme task challenge obstacle "
    "difficulty advantage hypothesis half sentence paragraph line redline glance thought thoughts nature "
    "impression instance place person version draft lens strand pillar layer group camp school mistake error "
    "truth fact finding clue surprise aspect element piece ingredient strategy method mechanism effect cause "
    "consequence condition requirement"
)
"""What a writer numbers while arguing: the second argument, the third reason."""

UNITS_OF_TIME = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks fortnight fortnights month "
    "months quarter quarters season seasons year years decade decades century centuries generation generations"
)
MEASURE_WORDS = UNITS_OF_TIME | word_set(
    "percent percentage point points dollar dollars cent cents euro euros pound pounds yen franc francs mark "
    "marks rupee rupees yuan ruble rubles peso pesos meter meters metre metres kilometer kilometers kilometre "
    "kilometres mile miles foot feet inch inches yard yards acre acres hectare hectares ton tons tonne tonnes "
    "kilogram kilograms gram grams litre litres liter liters gallon gallons barrel barrels degree degrees watt "
    "watts megawatt megawatts time times fold"
)
"""Units: they say how a thing is measured, not which thing."""
EMPTY_NOUNS = word_set("number total figure count share amount rate proportion majority fraction rest sum average size")
"""Nouns that point to a figure without saying of what."""

COMPARATIVES = word_set(
    "more fewer less greater larger bigger higher lower smaller longer shorter older younger faster slower "
    "steeper shallower thicker thinner broader narrower brighter dimmer "
    "cheaper richer poorer heavier lighter taller deeper wider hotter colder warmer cooler stronger weaker "
    "deadlier costlier busier denser safer worse better earlier later"
)

PERSONS = word_set(
    "man woman boy girl child baby father mother brother sister son daughter husband wife uncle aunt grandfather "
    "grandmother grandson granddaughter great-grandfather great-grandmother nephew niece cousin widow widower orphan "
    "friend neighbour neighbor lady gentleman lord king queen prince princess duke duchess count countess emperor pope "
    "bishop priest monk nun vicar rector abbot saint president chairman chairwoman mayor minister premier senator "
    "governor chancellor ambassador judge lawyer solicitor barrister doctor surgeon nurse midwife matron patient "
    "teacher professor student pupil author writer poet painter composer singer actor actress player winger striker "
    "captain coach manager owner founder director secretary treasurer clerk officer soldier sailor general colonel "
    "major sergeant admiral farmer shepherd miller baker butcher weaver tailor carpenter miner plumber driver pilot "
    "engineer inventor scientist expert dentist banker merchant trader dealer buyer seller tenant landlord servant "
    "maid cook gardener guard prisoner thief murderer victim witness candidate runner rider swimmer boxer champion "
    "winner loser leader boss worker labourer laborer hangman undertaker smuggler apprentice veteran critic editor "
    "reporter conductor organist sculptor architect builder contractor colleague partner rival predecessor successor"
)
"""Whom "he" and "she" may stand for. Singular."""

WOMEN = word_set(
    "woman girl mother sister daughter wife aunt grandmother granddaughter great-grandmother niece widow lady queen "
    "princess duchess countess nun chairwoman actress matron midwife maid mrs miss"
)
MEN = word_set(
    "man boy father brother son husband uncle grandfather grandson great-grandfather nephew widower gentleman lord "
    "king prince duke count emperor pope bishop priest monk abbot chairman landlord hangman mr"
)
"""Of `PERSONS`: those whom only one of "he" and "she" may mean."""

PERSON_ENDINGS = ("ist", "man", "woman", "eer", "keeper", "smith", "wright", "monger", "ician", "ess")

PLACES = word_set(
    "street road lane avenue square place hill park river lake bay sea ocean island islands mountain mountains valley "
    "bridge harbour harbor port county city town village district province state states kingdom republic university "
    "college school hospital museum library church cathedral abbey castle palace hall house hotel station airport "
    "stadium theatre theater prison council court company corporation club united rovers wanderers athletic society "
    "association bank fund foundation institute academy office ministry army navy party union league cup prize award "
    "trust group authority agency department commission service services health water energy power motors electric "
    "systems holdings industries brothers sons limited parliament assembly senate congress movement federation "
    "alliance act war treaty railway line times post tribune gazette herald journal review magazine east west north "
    "south"
)
"""What ends a name that is no person's. Singular, but for those that are named in the plural."""

PRESENT = word_set("is are has have now today currently still contains holds remains stands lives makes costs")
PAST = word_set("was were had did")

MONTHS_AND_DAYS = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday spring summer autumn winter"
)

ASPECTS: dict[str, str] = {
    word: aspect
    for aspect, words in {
        "duration": "lasted last lasts lasting took take takes spanned ran long",
        "cost": "cost costs price priced prices paid worth valued value bill budget expense spent",
        "height": "tall high height altitude",
        "length": "length distance",
        "depth": "deep depth",
        "width": "wide width",
        "thickness": "thick thickness",
        "weight": "weighed weighs weigh weight heavy",
        "speed": "speed fast",
        "temperature": "temperature fever",
        "area": "area covered covers",
        "age": "old aged age",
        "wage": "wage wages salary earned earns pay income",
        "distance in time": "later earlier ago after before since within every each",
    }.items()
    for word in words.split()
}
"""What is measured, by the words that stand beside a figure."""

COMMON_HEADS = word_set(
    "people person man woman child year time day month week hour country state city place case life death "
    "percent part member study patient company student family house home share point vote seat ship car job "
    "worker"
)
"""Nouns that one chapter counts again and again, of different things each time. Singular."""

NUMBER_WORDS = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion trillion dozen dozens hundreds thousands millions billions half quarter third thirds fifth fifths"
)

HOLDING = word_set(
    "had has have held holds hold counted counts numbered numbers enrolled enrols enrolls recruited comprised "
    "comprises contained contains included includes employed employs consisted consists housed houses carried carries "
    "totalled totaled boasted mustered is are was were"
)
"""Verbs that say how many there are in all."""

LEVELS = word_set(
    "is are was were be been had has have held hold holds host hosts hosted count counts counted number numbers "
    "numbered total totals totalled totaled stand stands stood reach reaches reached account accounts accounted "
    "amount amounts amounted come comes came cost costs contain contains contained comprise comprises comprised "
    "employ employs employed weigh weighs weighed measure measures measured average averages averaged exceed "
    "exceeds exceeded represent represents represented earn earns earned spend spends spent own owns owned use uses "
    "used consume consumes consumed produce produces produced export exports exported import imports imported "
    "receive receives received collect collects collected serve serves served carry carries carried generate "
    "generates generated emit emits emitted sell sells sold rise rises rose risen fall falls fell fallen grow grows "
    "grew grown drop drops dropped climb climbs climbed decline declines declined shrink shrinks shrank shrunk "
    "increase increases increased"
)
"""Verbs that say how much there is of a thing at a time, or how it moved; what they tell is no event with a date."""

NEUTRAL_OWNERS = word_set(
    "page report census record survey document table book account historian study source newspaper ledger "
    "register archive inventory list estimate official organiser organizer author paper letter diary plaque "
    "crowd audience attendance number total count tally figure toll sum cost price budget"
)
"""Who or what only tells or sums up a figure, and does not own it. Singular."""

MEASURING_ADJECTIVES = word_set(
    "tall high long wide deep thick old heavy away apart ahead behind late early older younger across north south east "
    "west square strong"
)
"""Adjectives that stand behind a measure and are no noun of it: "300 metres tall"."""

EVENTS: dict[str, str] = {
    word: event
    for event, words in {
        "founding": "founded founding foundation established establishment incorporated created creation",
        "birth": "born birth",
        "death": "died dies death dead killed",
        "opening": "opened opens opening inaugurated inauguration",
        "closing": "closed closes closing closure shut",
        "publication": "published publication printed appeared released release",
        "signing": "signed signing ratified ratification",
        "launch": "launched launch introduced introduction",
        "completion": "completed completion finished built",
        "beginning": "began begun start started beginning outbreak",
        "end": "ended ended ending end surrendered surrender",
        "discovery": "discovered discovery invented invention patented",
        "approval": "approved approval licensed",
        "election": "elected election",
        "purchase": "bought acquired acquisition purchase purchased",
        "marriage": "married marriage wedding",
    }.items()
    for word in words.split()
}
"""What happens once to a thing, by the verbs and nouns that tell it: two dates of one such event are one too many."""
