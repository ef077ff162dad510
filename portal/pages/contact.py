"""Whom to ask about an offer or a provider."""

from dataclasses import dataclass

from portal.core.web import web_address

from .links import phone_address


@dataclass(frozen=True, slots=True)
class Contact:
    """Empty texts are not known."""

    name: str
    phone: str
    email: str
    website: str

    @property
    def phone_url(self):
        return phone_address(self.phone)

    @property
    def is_known(self):
        return bool(self.phone or self.email or self.website)


def contact_of_provider(provider):
    return Contact(
        name=provider.contact_person,
        phone=provider.phone,
        email=provider.email,
        website=web_address(provider.website),
    )


def contact_of_offer(offer):
    """The offer's own person, telephone and e-mail where it names one of the ways, else the provider's."""
    general = contact_of_provider(offer.provider)
    website = web_address(offer.url) or general.website
    if not (offer.contact_phone or offer.contact_email):
        return Contact(offer.contact_name or general.name, general.phone, general.email, website)
    return Contact(offer.contact_name, offer.contact_phone, offer.contact_email, website)
