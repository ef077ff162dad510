"""What a person with an account may touch. Everything else answers like something that does not exist.

Every view under `/konto/` finds its objects here, so that no address, form field or file leads to another's.
"""

from django.shortcuts import get_object_or_404

from .models import Offer, Provider, Submission, TeamMember


def providers_of(user):
    """Providers whose entries the user keeps."""
    return Provider.objects.filter(team__user=user)


def offers_of(user):
    """Offers of the user's providers, in every status; what a stranger has not handed in yet is the stranger's."""
    offers = Offer.objects.filter(provider__team__user=user)
    return offers.exclude(pk__in=Submission.objects.unsent().values("offer"))


def provider_or_404(user, slug):
    """The user's provider with that slug."""
    return get_object_or_404(providers_of(user), slug=slug)


def owned_provider_or_404(user, slug):
    """The provider with that slug if the user is responsible for it."""
    return get_object_or_404(
        Provider.objects.filter(team__user=user, team__role=TeamMember.Role.OWNER), slug=slug
    )


def offer_or_404(user, pk):
    """The offer with that number if it belongs to one of the user's providers."""
    return get_object_or_404(offers_of(user).select_related("provider"), pk=pk)
