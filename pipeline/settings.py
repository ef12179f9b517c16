"""Settings of a whole installation. The only reader of the environment; everything else is handed what it needs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

REGISTER = "claims.yaml"
WaybackService = Literal["cdx", "replay", "save"]
_OF_A_CLUSTER = {"shards": 8, "database_memory": 500}
"""Defaults of a cluster. Eight shards are enough for as many workers and few enough for their cost, half a second each
in six stages; a worker has little memory, and a fifth more CPU for one of its steps costs less."""
_NEAR = 0.85
"""Likeness, 0 to 1, above which a name is a misspelling; `CLAIMS_SUITES` and others' variables stay below."""


def current_project(start: Path | None = None) -> Path:
    """The nearest folder, from the working directory upwards, that holds a register or a `seeds/` folder."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / REGISTER).is_file() or (folder / "seeds").is_dir():
            return folder
    return here


def misspelled(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables `CLAIMS_…` of an environment that are no settings, but nearly one, each with the one it is near."""
    known = [f"CLAIMS_{name.upper()}" for name in Settings.model_fields]
    others = sorted(name for name in map(str.upper, environment) if name.startswith("CLAIMS_") and name not in known)
    near = {name: get_close_matches(name, known, n=1, cutoff=_NEAR) for name in others}
    return {name: found[0] for name, found in near.items() if found}


class Settings(BaseSettings):
    """One installation: where its files lie and how it may speak to the web (`CLAIMS_…` in the environment)."""

    model_config = SettingsConfigDict(env_prefix="CLAIMS_", frozen=True, extra="ignore", hide_input_in_errors=True)

    home: Path = Field(default_factory=current_project, description="Folder with seeds/, claims.yaml and warehouse/")
    contact: str | None = Field(default=None, description="Address of a person, sent in the User-Agent")
    allow_addresses: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(), description="Address ranges that may be fetched although they are not public, comma-separated"
    )
    deadline: float = Field(default=30.0, gt=0, description="Seconds that one source may take in all")
    connections: int = Field(default=12, ge=1, le=100, description="Requests under way at the same time")
    browser: bool = Field(
        default=False, description="Draw pages that only scripts fill with a browser (needs the extra `browser`)"
    )
    browser_path: Path | None = Field(default=None, description="That browser's program; default playwright's own")
    wayback: bool = Field(default=False, description="Ask the Wayback Machine for sources that are gone")
    wayback_save: bool = Field(default=False, description="Ask the Wayback Machine to store every new source")
    wayback_access_key: SecretStr | None = Field(
        default=None, description="Access key of an archive.org account, in whose name pages are stored"
    )
    wayback_secret_key: SecretStr | None = Field(default=None, description="The secret that belongs to that key")
    wayback_urls: dict[WaybackService, str] = Field(
        default_factory=dict, description="Addresses of another archive's cdx, replay and save services, as JSON"
    )
    openalex_key: SecretStr | None = Field(default=None, description="Key for OpenAlex, when that finder is asked")
    finder_urls: dict[str, str] = Field(
        default_factory=dict, description="Addresses of finders' services by name, as JSON; SearXNG has no public one"
    )
    alert_webhook: SecretStr | None = Field(
        default=None, description="Address of a Slack-compatible webhook that is told what moved"
    )
    alert_email: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Mail addresses that are told what moved, comma-separated"
    )
    alert_smtp: SecretStr = Field(
        default=SecretStr("smtp://localhost:25"), description="Mail server, such as smtps://user:password@host"
    )
    alert_from: str | None = Field(default=None, description="Sender of those mails; default the first recipient")
    alert_file: Path | None = Field(
        default=None, description="File that grows by a line of JSON per alert; relative to warehouse/"
    )
    judge_kind: Literal["openai", "anthropic", "onnx"] | None = Field(
        default=None, description="A model that judges doubtful passages: openai, anthropic or onnx; default none"
    )
    judge_url: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="Base address of its endpoint, such as http://127.0.0.1:8080/v1",
    )
    judge_model: str | None = Field(
        default=None, validate_default=True, description="Its name there; for onnx the folder of the model"
    )
    judge_key: SecretStr | None = Field(default=None, description="Key for its endpoint")
    judge_calls: int = Field(default=100, ge=0, description="Questions that one run may ask it")
    judge_tokens: int = Field(default=100_000, ge=0, description="Tokens that one run may use, read and written")
    judge_timeout: float = Field(default=60.0, gt=0, description="Seconds that one of its answers may take")
    use_transcripts: bool = Field(default=True, description="Whether a person's note of a source counts as evidence")
    profile: Literal["local", "cluster"] = Field(
        default="local", description="One process on one machine, or workers that share a database, a bucket, a broker"
    )
    shards: int = Field(
        default=1, ge=1, le=256, description="Shares into which the work of an asset is divided; 8 on a cluster"
    )
    database_memory: int = Field(
        default=2000,
        ge=200,
        description="Megabytes that laying down the published database may hold in memory; 500 on a cluster",
    )
    postgres_url: SecretStr | None = Field(
        default=None, description="Database of run history and locks: postgresql://…"
    )
    broker_url: SecretStr | None = Field(default=None, description="Broker that hands steps to workers: redis://…")
    redeliver_after: int = Field(
        default=900, ge=5, description="Seconds after which a step of a vanished worker goes to another one"
    )
    poll_every: float = Field(
        default=0.1, gt=0, description="Seconds between two looks of whoever leads a run for steps that are done"
    )
    lake: bool = Field(default=False, description="Publish into a DuckLake as well, its catalog in the database")
    store_url: str | None = Field(default=None, description="Bucket and folder of records and snapshots: s3://…")
    store_endpoint: str | None = Field(default=None, description="Address of an S3 service that is not Amazon's")
    store_region: str = Field(default="us-east-1", description="Region of the bucket")
    store_key: SecretStr | None = Field(
        default=None, description="Access key of the bucket; default: the machine's role"
    )
    store_secret: SecretStr | None = Field(default=None, description="Secret that belongs to the access key")

    @model_validator(mode="before")
    @classmethod
    def _divided(cls, values: Any) -> Any:
        return {**_OF_A_CLUSTER, **values} if values.get("profile") == "cluster" else values

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needed = ("postgres_url", "broker_url", "store_url") if self.profile == "cluster" else ()
        missing = [f"CLAIMS_{name.upper()}" for name in needed if getattr(self, name) is None]
        if missing:
            raise ValueError(f"the profile `cluster` also needs {', '.join(missing)}")
        if self.lake and (self.postgres_url is None or self.store_url is None):
            raise ValueError("CLAIMS_LAKE needs CLAIMS_POSTGRES_URL (its catalog) and CLAIMS_STORE_URL (its tables)")
        if (self.store_key is None) != (self.store_secret is None):
            raise ValueError("CLAIMS_STORE_KEY and CLAIMS_STORE_SECRET belong together: set both or neither")
        return self

    @field_validator("store_url")
    @classmethod
    def _bucket(cls, value: str | None) -> str | None:
        if value and (urlsplit(value).scheme != "s3" or not urlsplit(value).netloc):
            raise ValueError("a bucket is written as s3://bucket or s3://bucket/folder")
        return value

    @field_validator("postgres_url", "broker_url")
    @classmethod
    def _service(cls, value: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        schemes = ("redis", "rediss") if field.field_name == "broker_url" else ("postgresql", "postgres")
        if value and urlsplit(value.get_secret_value()).scheme not in schemes:
            raise ValueError(f"it begins with {schemes[0]}://")  # and is a secret, so it is not repeated
        return value

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("judge_url")
    @classmethod
    def _judge_address(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if info.data.get("judge_kind") in ("openai", "anthropic"):
            address = urlsplit(value.get_secret_value() if value else "")
            if address.scheme not in ("http", "https") or not address.hostname:
                raise ValueError(
                    f"CLAIMS_JUDGE_KIND={info.data['judge_kind']} needs an address such as https://host/v1"
                )
        return value

    @field_validator("judge_model")
    @classmethod
    def _judge_model_named(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("judge_kind") and not value:
            raise ValueError(f"CLAIMS_JUDGE_KIND={info.data['judge_kind']} needs the name of a model, onnx its folder")
        return value

    @field_validator("alert_email", mode="before")
    @classmethod
    def _recipients(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allow_addresses", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip())
        return value

    def environment(self, **more: str) -> dict[str, str]:
        """The environment for a process that is to work on the same installation."""
        return {**os.environ, "CLAIMS_HOME": str(self.home), **more}

    @property
    def register(self) -> Path:
        """The register of people's knowledge, `claims.yaml`."""
        return self.home / REGISTER

    @property
    def seeds(self) -> Path:
        """The folder of manuscripts."""
        return self.home / "seeds"

    @property
    def warehouse(self) -> Path:
        """The folder of everything that runs make."""
        return self.home / "warehouse"

    @property
    def database(self) -> Path:
        """The published database."""
        return self.warehouse / "claims.duckdb"

    @property
    def reports(self) -> Path:
        """The folder of annotated chapters."""
        return self.warehouse / "reports"
