"""What the chapters of a made library speak of: one sentence for the chapter, one for the page, and the sort of figure.

What belongs here: sentences. What must never be here: which figures are put into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal["count", "large", "percent", "money", "year", "duration", "measure"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One fact about a town. `{town}` and `{figure}` are filled in; the page also says when, in `{when}`."""

    name: str
    sort: Sort
    chapter: str
    page: str
    restated: str = ""
    """The same fact in the chapter's words a second time; empty where it is told once."""


TOPICS: tuple[Topic, ...] = (
    Topic(
        "boats",
        "count",
        "The harbour of {town} is home to {figure} fishing boats.",
        "{when}, the harbour of {town} was home to {figure} fishing boats.",
        "Those {figure} fishing boats of {town} leave before dawn.",
    ),
    Topic(
        "readers",
        "large",
        "The public library of {town} has {figure} registered readers.",
        "{when}, the public library of {town} counted {figure} registered readers.",
    ),
    Topic(
        "herring",
        "percent",
        "Herring makes up {figure} percent of the catch landed in {town}.",
        "{when}, herring made up {figure} percent of the catch landed in {town}.",
    ),
    Topic(
        "bridge",
        "money",
        "The new bridge of {town} cost {figure}.",
        "The new bridge of {town} cost {figure}, the auditors found {when_low}.",
    ),
    Topic(
        "charter",
        "year",
        "The market of {town} received its charter in {figure}.",
        "The market of {town} received its charter in {figure}, and has been held every week since.",
    ),
    Topic(
        "crossing",
        "duration",
        "The ferry from {town} to the islands takes {figure} minutes.",
        "{when}, the ferry from {town} to the islands took {figure} minutes.",
    ),
    Topic(
        "pupils",
        "count",
        "The grammar school of {town} teaches {figure} pupils.",
        "{when}, the grammar school of {town} taught {figure} pupils.",
    ),
    Topic(
        "turnout",
        "percent",
        "Turnout at the council election in {town} was {figure} percent.",
        "Turnout at the council election in {town} was {figure} percent, the returning officer said {when_low}.",
    ),
    Topic(
        "visitors",
        "large",
        "The glass museum of {town} draws {figure} visitors a year.",
        "{when}, the glass museum of {town} drew {figure} visitors a year.",
        "A glass museum that draws {figure} visitors a year is the pride of {town}.",
    ),
    Topic(
        "quay",
        "measure",
        "The stone quay of {town} is {figure} metres long.",
        "The stone quay of {town} is {figure} metres long, according to the survey made {when_low}.",
    ),
    Topic(
        "trams",
        "count",
        "The tramway of {town} runs {figure} carriages.",
        "{when}, the tramway of {town} ran {figure} carriages.",
    ),
    Topic(
        "rent",
        "money",
        "The harbour of {town} earns {figure} in rent.",
        "{when}, the harbour of {town} earned {figure} in rent.",
    ),
    Topic(
        "nurses",
        "count",
        "The infirmary of {town} employs {figure} nurses.",
        "{when}, the infirmary of {town} employed {figure} nurses.",
    ),
    Topic(
        "lighthouse",
        "year",
        "The lighthouse of {town} was lit for the first time in {figure}.",
        "The lighthouse of {town} was lit for the first time in {figure}, by a keeper from the mainland.",
    ),
    Topic(
        "members",
        "large",
        "The dairy cooperative of {town} has {figure} members.",
        "{when}, the dairy cooperative of {town} had {figure} members.",
    ),
    Topic(
        "heating",
        "percent",
        "District heating warms {figure} percent of the homes in {town}.",
        "{when}, district heating warmed {figure} percent of the homes in {town}.",
    ),
    Topic(
        "pipeline",
        "measure",
        "The water main of {town} is {figure} kilometres long.",
        "{when}, the water main of {town} was {figure} kilometres long.",
    ),
)

CHAPTER_FILLER: tuple[str, ...] = (
    "Nobody who grew up there thinks of the place as small.",
    "The road follows the coast, and the wind follows the road.",
    "An old clerk keeps the ledgers in a cupboard behind the stove.",
    "What the council wanted and what it could pay for were never the same thing.",
    "In winter the square is empty, and the lamps are lit by four in the afternoon of most days.",
    "Every family has a story about the great storm, and no two of them agree.",
    "The mayor likes to say that the town is older than its walls.",
)

PAGE_FILLER: tuple[str, ...] = (
    "The committee met in the upper hall and heard {n} petitions from residents.",
    "Another {n} crates of slate were unloaded at the northern siding.",
    "Repairs to the sluice took {n} days and were paid for by the drainage board.",
    "The orchard society gave away {n} saplings to schools in the district.",
    "Snow closed the upper pass for {n} hours, and the post came by sledge.",
    "A choir of {n} voices sang at the opening of the covered market hall.",
    "The rope works dismissed {n} apprentices and took on a foreman from abroad.",
    "Some {n} letters about the new timetable reached the editor within a week.",
    "The reading room bought {n} maps, most of them of the eastern valleys.",
    "Farmers brought {n} wagons of beet to the sugar works before the frost.",
    "It was decided to leave the question of the toll house to the next session.",
    "The minutes were read and agreed, and the chair thanked those who had come from far away.",
    "Whoever walks along the dyke in the evening hears the bells of three parishes.",
    "No agreement was reached on the colour of the shutters.",
    "The district engineer explained the drawings and answered questions until late.",
)
