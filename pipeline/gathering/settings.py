"""What a person may set about gathering, in one frozen record.

What belongs here: named limits and switches with their unit and the reason for their default. What must never be
here: reading the environment or a file; the project's own settings do that and fill this record in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.gathering.pacing import TurnBook

VERSION = "0.1"
PRODUCT = "claims-pipeline"
"""Product token of the User-Agent; the name that robots.txt can address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybackSettings:
    """How the Wayback Machine may be used. Off unless switched on."""

    enabled: bool = False
    """Ask for a stored copy when a source is gone, missing or blocked."""
    save: bool = False
    """Ask the Wayback Machine to store every new version that was fetched (Save Page Now)."""
    most_saves: int = 10
    """Pages that are stored in one round: the service takes three a minute from strangers."""
    most_recalls: int = 50
    """Copies that are looked for in one round: each takes two paced calls."""
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    """Keys of an archive.org account (its S3 keys), with which pages are stored as jobs; without them as a stranger."""
    cdx_url: str = "https://web.archive.org/cdx/search/cdx"
    """CDX server: the index of captures."""
    replay_url: str = "https://web.archive.org/web/"
    """Prefix of a capture's address; `{timestamp}id_/{url}` follows and gives the bytes as captured."""
    save_url: str = "https://web.archive.org/save/"
    """Prefix for Save Page Now; the address follows, or nothing when it is called with keys."""
    interval: float = 2.5
    """Seconds between two calls: the CDX server bears 24 a minute."""
    save_interval: float = 20.0
    """Seconds between two pages to store."""
    status_interval: float = 5.0
    """Seconds between two questions how far a job is."""
    patience: float = 120.0
    """Longest wait for a job, in seconds; what is still pending then is told so."""
    recent_enough: str = "1d"
    """No new copy is made when one of this age is there already (Save Page Now's `if_not_archived_within`)."""
    ask_again_days: int = 30
    """Days after which a copy that was not there is looked for again."""

    @property
    def has_keys(self) -> bool:
        """Whether pages are stored in the name of an account."""
        return bool(self.access_key and self.secret_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherSettings:
    """Limits of one round of looks. Times are seconds, sizes are bytes."""

    home: Path = field(default_factory=Path)
    """Folder that transcript paths are relative to."""
    contact: str | None = None
    """Address or page of the person who answers for these requests; goes into the User-Agent."""
    allow_addresses: tuple[str, ...] = ()
    """Ranges that may be dialled although they are not public, such as `127.0.0.0/8`."""
    offline: bool = False
    """Dial nobody; only transcripts are looked at."""
    connections: int = 12
    """Requests under way at once. CPU per request triples between 10 and 100, so more is not faster."""
    idle_connections: int = 200
    """Connections kept for the next request to their host; so many hosts take turns, the others wait for one's end."""
    connections_per_host: int = 4
    """Requests under way at once to one host."""
    host_rest: float = 1.0
    """Rest of a connection after an answer, in multiples of the time the answer took (Heritrix' delay factor)."""
    host_rest_most: float = 5.0
    """Longest such rest."""
    crawl_delay_most: float = 10.0
    """Longest Crawl-delay that is honoured; a longer one counts as this."""
    deadline: float = 30.0
    """Longest look at one source, redirects and retries included, from the moment its turn comes."""
    connect_timeout: float = 4.0
    """Longest wait for a connection and its TLS handshake."""
    read_timeout: float = 15.0
    """Longest silence of a server."""
    resolve_timeout: float = 3.0
    """Longest wait for an address."""
    robots_timeout: float = 8.0
    """Longest wait for robots.txt; none in that time disallows (RFC 9309, section 2.3.1.4)."""
    obey_robots: bool = True
    """Ask robots.txt before every page."""
    attempts: int = 2
    """Attempts at a source whose failure may pass by itself."""
    retry_wait: float = 0.3
    """First wait between attempts, doubled each time, with jitter of the same size."""
    offline_after: int = 5
    """Hosts that could not be reached, and none that could, until the network counts as down and nothing is retried."""
    offline_timeout: float = 0.5
    """Longest wait for an address or a connection once the network counts as down."""
    wire_cap: int = 32 * 1024 * 1024
    """Largest body as received."""
    payload_cap: int = 64 * 1024 * 1024
    """Largest body after its content coding is removed."""
    redirects: int = 10
    """Redirects that are followed."""
    turns: TurnBook | None = None
    """Where the rates of services are kept for all runs; None keeps them for one round."""
    host_turns: TurnBook | None = None
    """Where the rests of sources' hosts are kept for all workers; None where one process does all the looking."""
    ca_file: Path | None = None
    """Certificates to trust besides the public ones (PEM)."""
    browser: bool = False
    """Draw pages that are empty until scripts fill them with a browser, which itself reaches nobody."""
    browser_path: Path | None = None
    """The browser's program; None for playwright's own Chromium."""
    wayback: WaybackSettings = field(default_factory=WaybackSettings)

    @property
    def user_agent(self) -> str:
        """Says who asks, why, and whom to write to."""
        about = "checks the figures of a manuscript against their sources"
        contact = f"; contact {self.contact}" if self.contact else ""
        return f"{PRODUCT}/{VERSION} ({about}{contact})"
