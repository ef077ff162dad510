"""Fixtures of the tests of the embedded server."""

import shutil
import tempfile
from pathlib import Path

import pytest

from .embedded_user import User


@pytest.fixture(scope="module")
def open_folder():
    """A function that makes a new folder which every account may enter; those of pytest are closed."""
    made = []

    def make():
        made.append(Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp")))
        made[-1].chmod(0o755)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture
def start_user():
    """A function that starts a `User`; whoever is left at the end of the test is killed."""
    users = []

    def start(*args, **options):
        users.append(User(*args, **options))
        return users[-1]

    yield start
    for user in users:
        user.kill()
