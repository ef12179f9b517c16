"""English hedges before and behind a figure, by what they make of it. Data only; `en` puts them into the lexicon."""

from __future__ import annotations

BEFORE = {
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
AFTER = {
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
