"""What must follow a bulk change, registered by rooms above so that those below need not know them.

An import on the providers' floor changes thousands of rows; the index three floors up wants to catch up with them
at once. It registers here when the apps are ready, and the import runs what is registered.
"""

_after_bulk = []


def after_bulk(follow):
    """Register `follow(say)`; `say(text)` shows progress to the person who started the change."""
    _after_bulk.append(follow)


def run_after_bulk(say):
    """Run everything registered, in order; call it after the change is committed."""
    for follow in _after_bulk:
        follow(say)
