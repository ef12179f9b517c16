"""The deployment files hold together: valid by their schemas, one image, settings that exist, and no secret in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from pipeline.defs.running.instance import CLUSTER_YAML
from pipeline.settings import Settings
from tests.deploy.chart import Values

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / ".deploy"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
IMAGE = f"claims:{VERSION}"
SETTINGS = {f"CLAIMS_{name}".upper() for name in Settings.model_fields}
NEEDED = {"CLAIMS_PROFILE", "CLAIMS_POSTGRES_URL", "CLAIMS_BROKER_URL", "CLAIMS_STORE_URL"}
SECRET = {"CLAIMS_POSTGRES_URL", "CLAIMS_BROKER_URL", "CLAIMS_STORE_KEY", "CLAIMS_STORE_SECRET"}


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def manifests() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(text("kubernetes/workers.yaml")))


@pytest.mark.parametrize("manifest", manifests(), ids=lambda manifest: manifest["kind"])
def test_every_manifest_is_valid_for_kubernetes(manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, "1.32", strict=True)


def test_workers_get_all_settings_and_every_setting_exists() -> None:
    config, deployment, _ = manifests()
    given = set(re.findall(r"--from-literal=(CLAIMS_\w+)=", text("kubernetes/workers.yaml")))
    assert given | set(config["data"]) >= NEEDED
    assert given | set(config["data"]) <= SETTINGS
    assert not set(config["data"]) & SECRET
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert container["image"] == IMAGE
    assert container["command"][:2] == ["claims", "worker"]
    names = {next(iter(source.values()))["name"] for source in container["envFrom"]}
    assert names == {"claims"}


def test_the_charts_values_are_as_the_chart_takes_them_and_lead_to_our_image() -> None:
    values = Values.model_validate(yaml.safe_load(text("kubernetes/values.yaml")))
    pods = (values.dagsterWebserver, values.dagsterDaemon, *values.code.deployments)
    assert {f"{pod.image.repository}:{pod.image.tag}" for pod in pods} == {IMAGE}
    assert all([name.name for name in pod.envSecrets] == ["claims"] for pod in pods)
    assert values.code.deployments[0].dagsterApiGrpcArgs == ["-m", "pipeline.definitions"]


def test_a_slip_in_the_charts_values_is_found() -> None:
    values = yaml.safe_load(text("kubernetes/values.yaml"))
    values["dagsterDaemon"]["runRetrys"] = values["dagsterDaemon"].pop("runRetries")
    with pytest.raises(ValueError, match="runRetrys"):
        Values.model_validate(values)


def test_compose_starts_what_a_cluster_needs_and_takes_secrets_from_outside() -> None:
    compose = yaml.safe_load(text("compose.yaml"))
    services = compose["services"]
    assert set(services) == {"postgres", "redis", "worker", "webserver", "daemon"}
    for name in ("worker", "webserver", "daemon"):
        service = services[name]
        assert service["image"] == IMAGE
        assert set(service["environment"]) >= NEEDED
        assert set(service["environment"]) <= SETTINGS
        assert set(service["depends_on"]) <= set(services)
    assert all(":" in service["image"] and not service["image"].endswith(":latest") for service in services.values())
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            assert ("SECRET" not in name and "PASSWORD" not in name) or str(value).startswith("${"), name
    asked = set(re.findall(r"\$\{(\w+):\?", text("compose.yaml")))
    offered = dict(line.partition("=")[::2] for line in text("example.env").splitlines() if "=" in line)
    assert asked <= set(offered)
    assert not any(value for name, value in offered.items() if re.search("PASSWORD|SECRET|KEY", name))
    mounted = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert mounted == set(compose["volumes"])


def test_the_image_runs_as_nobody_special_and_has_what_a_worker_needs() -> None:
    lines = text("Dockerfile").splitlines()
    assert any(line.startswith("FROM python:3.11") for line in lines)
    assert any("--extra cluster" in line for line in lines)
    assert "USER claims" in lines
    copied = [part for line in lines if line.startswith("COPY") for part in line.split()[1:-1] if "--" not in part]
    assert all((ROOT / part).exists() for part in copied)


def test_dagster_is_configured_alike_wherever_it_runs() -> None:
    assert text("dagster.yaml") == CLUSTER_YAML
