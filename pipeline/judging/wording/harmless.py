"""English words that may stand beside a claim's own and leave it what it is. Data only, no reading of text.

What belongs here: closed lists of what is known to harm nothing, in plain dictionary form. What must never be here:
words that are known to harm (lexicon), words of one subject, and any code that decides.
"""

from __future__ import annotations

STATING_VERBS: str = """
    has have had is are was were be been being employs employ employed counts count counted counting numbers number
    numbered totals total totalled totaled reaches reach reached holds hold held owns own owned contains contain
    contained includes include included comprises comprise comprised houses house housed operates operate operated runs
    run ran boasts offers offer offered provides provide provided shows show showed measures measure measured found find
    finds records record recorded reports report reported registers register registered stands stand stood amounts
    amounted remains remain remained exceeds exceed exceeded spans span spanned covers cover covered weighs weigh
    weighed costs cost consists consisted features feature featured sees saw hits hit tops topped puts put gives gave
    estimates estimate estimated calculates calculated lists list listed tallied accommodates seats seated keeps kept
    maintains maintained averages averaged becomes became published publishes states stated says said notes noted
    represents represented equals equalled enrolls enrolled enrols carries carried lasts lasted surpasses surpassed
    passes passed crosses crossed comes came
"""
"""Verbs after which a figure says how many there are; a figure after "rose" or "lost" says how many more or fewer."""

ACCOMPLISHING: str = """
    manage manages began begin begins begun start starts started continue continues continued came come comes went go
    goes gone help helps helped helping prove proves proved turn turns turned out known found shown seen said reported
    estimated measured calculated confirmed thought believed able end ends ended up keep keeps kept
    reach reaches reached grew grown grow grows risen rise rose fell fallen fall join joined joins live lived unite
    united resolve resolves resolved
"""
"""Verbs under which another verb tells what was done all the same: "began to produce", "is known to have"."""

PLACING: str = """
    based located situated made called known named used living born told asked founded opened built completed created
    established dedicated designed erected launched introduced owned operated inaugurated listed chaired directed headed
    published formed bordered surrounded nestled
"""
"""Participles that only say where or of when something is, whose it is, or how one knows of it."""

HARMLESS_WORDS: str = """
    next sum larger smaller bigger stay stays stayed once way back like number total figure count each every
"""
"""Words that may be added anywhere in a clause and leave what it tells as it is."""

NEUTRAL_MODIFIERS: str = """
    official national overall total annual yearly monthly average global worldwide combined aggregate general current
    reported recorded measured estimated whole entire full local domestic nationwide world public headline actual real
    big large small major main new old famous historic great now today still currently again always often ever never
    first later recently previously together alone
"""
"""Words before a noun that leave it what it is, or that `modifiers` reads."""

DESCRIBING: str = """
    new old big large small main major local public domestic famous historic great real first later
"""
"""Those of them that leave a single thing what it is, and make a part of all the things of a kind: "the old bridge" is
the bridge, and old bridges are some of the bridges."""

NAME_SUFFIXES: str = "inc ltd corp co plc llc ag sa nv jr sr ii iii iv corporation incorporated limited company"
"""What may follow a name and leaves it what it is."""

TIMES: str = """
    year month week day night morning evening afternoon hour minute decade century quarter season term winter summer
    spring autumn period time moment date generation lifetime end start beginning course past as_of
"""
"""What a figure may be dated by."""

SURVEYS: str = """
    survey poll study sample trial census ballot vote election report review count statement interview article filing
    release letter announcement speech average fact total all country world whole turn contrast addition
"""
"""Where a figure is found or told; no part of what it is of."""

AMOUNT_HEADS: str = """
    sum crowd audience majority minority minimum maximum mean median score lead margin distance range span
    period fine salary wage fee bill profit loss deficit surplus debt volume fraction proportion percentage
    amount quantity force team group community congregation circulation readership dose yield speed pace tally
    toll out case estimate date excess favour terms course each
"""
"""What stands before "of" and a figure, and only says that it is one."""

AUTHORITIES: str = """
    ministry minister department office bureau agency authority commission commissioner committee council court judge
    auditor audit police government parliament census survey study report review analysis paper statistics figures data
    record register registry archive document researcher scientist expert university institute institution college
    school hospital company firm board bank association federation organisation organization spokesman spokeswoman
    spokesperson official officer director chief head president chairman chairwoman mayor manager rector secretary
    inspector inspectorate investigator investigation inquiry panel team group author encyclopedia newspaper magazine
    trial test experiment measurement result research finding document letter statement release account filing minutes
    source pollster observatory service regulator watchdog museum society foundation centre center union network
    programme program project book estimate calculation atlas handbook directory yearbook catalogue note table chart law
    constitution material engineer architect surveyor forester ranger doctor physician coroner firefighter rescuer
    curator librarian captain pilot teacher warden keeper operator trainer coach producer publisher editor reporter
    correspondent journalist farmer fisherman nurse commander general admiral colonel bishop ambassador diplomat guard
    guide naturalist photographer person people familiar it he she they we
"""
"""Those who find out and keep record, and where they write it down: what they tell is told as found."""

REPORTING_VERBS: str = """
    say said says report find found show shown announce confirm note state write wrote conclude calculate estimate
    establish reveal know learn discover determine document publish record add explain indicate tell told inform
    demonstrate prove observe count measure verify acknowledge admit concede mention describe declare remark remind
    underline stress emphasise emphasize rule suggest list give given see seen read analyse analyze examine compile
    collect conduct release issue warn reckon mean imply
"""
"""Verbs of finding and telling: what stands under them is told as found."""

FINDING_VERBS: str = "find show shown confirm establish reveal discover determine demonstrate prove verify calculate"
"""Those of them under which a thing is so, whoever is their subject."""

ASSURING: str = """
    true clear certain sure fact evident obvious undisputed notable noteworthy important worth interesting remarkable
    known established recorded proven documented example instance point mind case background well abstract summary
    conclusion key answer news update detail information context passage text
"""
"""What may be said of a statement as a whole, or stand over it, and leaves it asserted."""
