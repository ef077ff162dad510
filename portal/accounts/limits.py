"""How often somebody may try, counted in the database before any password is hashed.

Nobody can lock another person out: whoever signed in here before carries a mark of this device and has a count of its
own; all others share one count per network and one per address.
"""

from datetime import timedelta

from portal.core.guards import is_over_limit, network_of

from . import devices

SHORT, DAY = timedelta(minutes=10), timedelta(days=1)
# (most, within) of a known device, of one network for one address, of one network for all addresses, and of all
# unknown devices together for one address.
DEVICE, PAIR, NETWORK, ADDRESS = (10, SHORT), (5, SHORT), (30, SHORT), (100, DAY)
# Asked for by whoever has an account, sent to any address; the mail of signing up is another one.
_TO_STRANGERS = "account/email/email_confirmation"
MAILS = (5, DAY)


def may_write(name, email):
    """Whether the mail that allauth calls ``name`` may go out: nobody fills the mailbox of somebody else."""
    return name != _TO_STRANGERS or not _over("mails", email.strip().lower(), MAILS)


def may_try(request, purpose, email):
    """Count one try for an address (known or not) and say whether it is allowed."""
    email = email.strip().lower()
    if device := devices.known(request, email):
        return not _over(f"{purpose}-device", device, DEVICE)
    network = network_of(request)
    buckets = ((f"{network}|{email}", PAIR), (network, NETWORK), (email, ADDRESS))
    # The first bucket that is full ends the count, so one network fills the others no further.
    return not any(_over(f"{purpose}-{number}", who, limit) for number, (who, limit) in enumerate(buckets))


def _over(purpose, who, limit):
    most, within = limit
    return is_over_limit(f"account-{purpose}", who, most=most, within=within)
