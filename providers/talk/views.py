"""Questions, answers and waiting changes of one offer, for its provider's team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import cases, changes
from ..access import offer_or_404
from ..entry.forms.answer import AnswerForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def talk(request, pk):
    offer = offer_or_404(request.user, pk)
    form = AnswerForm(request.POST if request.method == "POST" and "discard" not in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _act(request, offer, form)
        return redirect("providers:offer-talk", pk=pk)
    context = {
        "offer": offer,
        "form": form,
        "thread": cases.thread(offer),
        "pending": changes.pending(offer),
        "history": offer.status_changes.all()[:20],
    }
    return render(request, "providers/changes/talk.html", context)


def _act(request, offer, form):
    """Take the waiting change back, or answer."""
    if not form.is_bound:
        if changes.discard(offer):
            messages.success(request, _("Ihre Änderung ist zurückgenommen. Die Seite bleibt, wie sie ist."))
        return
    try:
        cases.answer(offer, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Ihre Antwort ist beim Bildungsbüro."))
    except cases.NothingAsked as nothing:
        messages.warning(request, str(nothing))
