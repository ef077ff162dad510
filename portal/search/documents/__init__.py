"""From objects to documents, one module a kind. Networks and events join here when they can be found."""

from . import offer, provider

# Kind -> function from ids to the documents of those that may be found; ids it leaves out are gone.
BUILDERS = {"offer": offer.documents, "provider": provider.documents}
# Kind -> queryset of everything that may be found.
FINDABLE = {"offer": offer.findable, "provider": provider.findable}
