"""Under /konto/angebote/: a new offer, its steps, a copy for the next term."""

from functools import partial
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.answers import READ_OR_ACT

from ... import access
from ...models import Offer, Provider
from .. import beginning, handing_in, hints, steps
from ..forms import WhatForm
from .frame import CHECK, HINTS_ONLY, Frame, run


class KeyForm(forms.Form):
    """The key a form was shown with: sent twice, it acts once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class BeginForm(KeyForm):
    """For which of the person's providers a new offer is."""

    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Wählen Sie, wer das Angebot macht.")},
    )

    def __init__(self, data=None, *, providers):
        super().__init__(data)
        self.fields["provider"].queryset = providers
        self.fields["provider"].label = _("Wer bietet es an?")
        self.single = providers[0] if len(providers) == 1 else None
        if self.single:
            self.initial["provider"] = self.single.pk
            self.fields["provider"].widget = forms.HiddenInput()


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def new(request):
    """The first step of an offer that does not exist yet: sending it makes the draft."""
    providers = access.providers_of(request.user).order_by("name")
    if not providers:
        return render(request, "providers/entry/no_provider.html")
    data = request.POST if request.method == "POST" else None
    begin, form = BeginForm(data, providers=providers), WhatForm(data, instance=Offer())
    is_valid = all([begin.is_valid(), form.is_valid()]) if data is not None else False
    if is_valid and CHECK not in data:
        offer = beginning.begin(
            begin.cleaned_data["provider"], form, by=request.user, key=begin.cleaned_data["key"]
        )
        return redirect("providers:offer-step", offer.pk, 2)
    context = {"begin": begin, "form": form, "hints": hints.of(form.instance, steps.step(1), form)}
    only_hints = request.headers.get("Accept") == HINTS_ONLY
    return render(
        request, "providers/entry/_hints.html" if only_hints else "providers/entry/new.html", context
    )


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def step(request, pk, number):
    offer = access.offer_or_404(request.user, pk)
    frame = Frame(
        template="providers/entry/step_konto.html",
        by=request.user,
        url_of=lambda number: reverse("providers:offer-step", args=[pk, number]),
        preview_url=reverse("pages:offer-draft", args=[pk]),
        later_url=reverse("accounts:home"),
        hand_in=partial(_hand_in, request),
    )
    return run(request, frame, offer, number)


def _hand_in(request, offer):
    handed_in = handing_in.submit(offer, by=request.user)
    if handed_in.status == Offer.Status.SUBMITTED:
        messages.success(
            request, _("„%(title)s“ liegt jetzt beim Bildungsbüro.") % {"title": handed_in.title}
        )
    return reverse("accounts:home")


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def copy(request, pk):
    """For the next term: opening the page copies nothing, its button does."""
    offer = access.offer_or_404(request.user, pk)
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = beginning.copy(offer, by=request.user, key=form.cleaned_data["key"])
        messages.success(request, _("Die Kopie ist angelegt. Tragen Sie die neuen Termine ein."))
        return redirect("providers:offer-step", made.pk, 3)
    return render(request, "providers/entry/copy.html", {"offer": offer, "form": form})
