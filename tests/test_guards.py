"""Guards over the whole project: migrations, deployment settings, requirements, secrets of this workplace."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_deployment_settings_are_clean():
    env = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_SECRET_KEY": "x" * 25 + "abcdefghijklmnopqrstuvwxyz0123456789-_=+",
        "SITE_URL": "https://bildung.example.org",
        "ALLOWED_HOSTS": "bildung.example.org",
        "MAIL_URL": "smtp+tls://user:word@mail.example.org:587",
        "DJANGO_DEBUG": "0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_server_without_a_secret_does_not_start():
    env = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    env |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "DJANGO_SECRET_KEY fehlt" in done.stderr


def pinned(name):
    return {line.split("==")[0].lower() for line in (ROOT / name).read_text().splitlines() if "==" in line}


def declared(entries):
    return {re.split(r"[\[<>=;! ]", entry)[0].lower() for entry in entries}


def test_requirements_hold_what_pyproject_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = declared(project["project"]["dependencies"])
    development = declared(project["dependency-groups"]["dev"])
    assert runtime <= pinned("requirements.txt")
    assert runtime | development <= pinned("requirements-dev.txt")
    assert pinned("requirements.txt") <= pinned("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_carry_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text
