"""The values of Dagster's Helm chart that we set, in our own words: their names, their shapes, what may go together.

What belongs here: the part of the chart's interface that `.deploy/kubernetes/values.yaml` uses. Everything else is
refused, so that a slip of the pen is found without the chart.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Part(BaseModel):
    """A part of the values; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Image(Part):
    repository: str
    tag: str = Field(pattern=r"^\d")
    pullPolicy: Literal["Always", "IfNotPresent", "Never"]  # noqa: N815


class Name(Part):
    name: str


class Pod(Part):
    image: Image
    envSecrets: list[Name]  # noqa: N815
    envConfigMaps: list[Name]  # noqa: N815


class Switch(Part):
    enabled: bool


class Resources(Part):
    requests: dict[str, str]
    limits: dict[str, str]


class CodeServer(Pod):
    name: str
    port: int
    dagsterApiGrpcArgs: list[str]  # noqa: N815
    includeConfigInLaunchedRuns: Switch  # noqa: N815
    resources: Resources


class CodeServers(Switch):
    deployments: list[CodeServer] = Field(min_length=1)


class Launcher(Part):
    imagePullPolicy: str  # noqa: N815
    envSecrets: list[Name]  # noqa: N815
    envConfigMaps: list[Name]  # noqa: N815


class LauncherConfig(Part):
    k8sRunLauncher: Launcher  # noqa: N815


class RunLauncher(Part):
    type: Literal["K8sRunLauncher"]
    config: LauncherConfig


class Queue(Part):
    maxConcurrentRuns: int = Field(ge=1)  # noqa: N815


class QueueConfig(Part):
    queuedRunCoordinator: Queue  # noqa: N815


class Coordinator(Switch):
    type: Literal["QueuedRunCoordinator"]
    config: QueueConfig


class Monitoring(Switch):
    startTimeoutSeconds: int  # noqa: N815
    maxResumeRunAttempts: int  # noqa: N815
    pollIntervalSeconds: int  # noqa: N815


class Retries(Switch):
    maxRetries: int  # noqa: N815


class Daemon(Pod, Switch):
    runCoordinator: Coordinator  # noqa: N815
    runMonitoring: Monitoring  # noqa: N815
    runRetries: Retries  # noqa: N815


class Database(Switch):
    postgresqlHost: str = Field(min_length=1)  # noqa: N815
    postgresqlUsername: str  # noqa: N815
    postgresqlDatabase: str  # noqa: N815


class Global(Part):
    postgresqlSecretName: str  # noqa: N815


class Values(Part):
    """The whole file."""

    everywhere: Global = Field(alias="global")
    generatePostgresqlPasswordSecret: bool  # noqa: N815
    generateCeleryConfigSecret: bool  # noqa: N815
    postgresql: Database
    rabbitmq: Switch
    redis: Switch
    dagsterWebserver: Pod  # noqa: N815
    code: CodeServers = Field(alias="dagster-user-deployments")
    runLauncher: RunLauncher  # noqa: N815
    dagsterDaemon: Daemon  # noqa: N815
    telemetry: Switch

    @model_validator(mode="after")
    def _secrets_come_from_outside(self) -> Self:
        if self.generatePostgresqlPasswordSecret or self.generateCeleryConfigSecret:
            raise ValueError("a generated secret would stand in the chart's values")
        return self
