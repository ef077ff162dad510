"""Proof of work (altcha) for public forms: the browser computes in the background, nobody solves a puzzle.

It lifts the limits of a form and is never a condition: without script people stay within the ordinary limits.
"""

import json
from datetime import timedelta

from altcha import v1 as altcha
from django import forms
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .guards import GuardedForm, is_over_limit

GOOD_FOR = timedelta(hours=2)
# Hashes at most: about a second of a phone.
HARDEST = 40_000


def challenge():
    """A new challenge as JSON, signed and with an end."""
    options = altcha.ChallengeOptions(hmac_key=_key(), max_number=HARDEST, expires=timezone.now() + GOOD_FOR)
    return json.dumps(altcha.create_challenge(options).to_dict())


def is_solved(payload):
    """Whether the text is a solution of one of our challenges that was not used before. Counts as its use."""
    try:
        is_right, _error = altcha.verify_solution(payload, _key())
        signature = altcha.Payload.from_base64(payload).signature if is_right else ""
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return is_right and not is_over_limit("proof", signature, most=1, within=GOOD_FOR * 2)


def _key():
    return salted_hmac("portal.proof", "key", algorithm="sha256").hexdigest()


class ProvenForm(GuardedForm):
    """A public form whose limits a proof of work lifts; its template includes components/form_proof.html."""

    PROVEN_LIMITS = ((100, timedelta(minutes=10)), (500, timedelta(days=1)))

    proof = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["proof"].widget.attrs["data-challenge"] = challenge()

    def _limit(self):
        if is_solved(self.cleaned_data["proof"]):
            self.LIMITS = self.PROVEN_LIMITS
        return super()._limit()
