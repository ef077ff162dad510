"""From objects to documents, one module a kind."""

from . import event, network, offer, provider

# Kind -> function from ids to the documents of those that may be found; ids it leaves out are gone.
BUILDERS = {
    "offer": offer.documents,
    "provider": provider.documents,
    "network": network.documents,
    "event": event.documents,
}
# Kind -> queryset of everything that may be found.
FINDABLE = {
    "offer": offer.findable,
    "provider": provider.findable,
    "network": network.findable,
    "event": event.findable,
}
