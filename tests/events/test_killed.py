"""A process killed in the middle of registering leaves nothing half-written and no lock behind."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from events import registration
from events.models import Participation, Registration
from portal.core.models import OutgoingMail

from .factories import make_event, wish

ENVIRONMENT = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
KILLED = """
import os, signal, sys, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from events import notifications, registration
from events.models import Event
from tests.events.factories import wish
notifications.ask_to_confirm = lambda row: os.kill(os.getpid(), signal.SIGKILL)
registration.register(Event.objects.get(pk=sys.argv[2]), wish(people=5))
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_registering_writes_nothing_and_holds_no_lock():
    event = make_event(capacity=5)
    arguments = [sys.executable, "-c", KILLED, connection.settings_dict["NAME"], str(event.pk)]
    ended = subprocess.run(arguments, cwd=settings.BASE_DIR, capture_output=True, timeout=60, env=ENVIRONMENT)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert not Registration.objects.exists()
    assert not Participation.objects.exists()
    assert not OutgoingMail.objects.exists()
    registration.register(event, wish(people=5))
    assert Participation.objects.filter(status="held").count() == 5
