"""Learning paths: the ways the team has drawn, step by step, each with the offer that serves it."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.core.markdown import render as markdown
from providers import paths, wording
from providers.models import LearningPath, Offer


@dataclass(frozen=True, slots=True)
class Step:
    """``url`` is empty where no public offer serves the step now; ``facts`` say when and what it costs."""

    title: str
    text: str
    url: str
    provider: str
    facts: str
    is_goal: bool


@require_safe
def all_paths(request):
    """`/lernwege/`."""
    crumbs = [(_("Lernwege"), "")]
    return render(request, "pages/paths.html", {"paths": LearningPath.objects.published(), "crumbs": crumbs})


@require_safe
def path(request, slug):
    """`/lernwege/<slug>/`."""
    found = LearningPath.objects.published().select_related("goal").filter(slug=slug).first()
    if found is None:
        raise Http404
    steps = steps_of(found)
    context = {
        "path": found,
        "text": markdown(found.text, top=2),
        "steps": steps,
        "count": ngettext("%(n)s Schritt", "%(n)s Schritte", len(steps)) % {"n": len(steps)},
        "crumbs": [(_("Lernwege"), reverse("pages:paths")), (found.title, "")],
    }
    return render(request, "pages/path.html", context)


def steps_of(found):
    """The steps the team wrote, else what the relations of the goal's offer say."""
    written = list(found.steps.all())
    keys = [row.offer_id for row in written] if written else paths.steps_to(found.goal) if found.goal else []
    offers = (
        Offer.objects.published().select_related("provider").defer("description").in_bulk(set(keys) - {None})
    )
    if written:
        return [_step(row, offers.get(row.offer_id), row is written[-1]) for row in written]
    return [_of_offer(offers[key], "", "", key == keys[-1]) for key in keys if key in offers]


def _step(row, offer, is_goal):
    if offer is None:
        return Step(row.title or _("Dieser Schritt wird gerade neu geplant."), row.text, "", "", "", is_goal)
    return _of_offer(offer, row.title, row.text, is_goal)


def _of_offer(offer, title, text, is_goal):
    return Step(
        title=title or offer.title,
        text=text or offer.summary,
        url=offer.get_absolute_url(),
        provider=offer.provider.name,
        facts=_facts(offer, timezone.localdate()),
        is_goal=is_goal,
    )


def _facts(offer, today):
    if offer.has_ended:
        return _("Dieses Angebot ist beendet. Fragen Sie nach dem nächsten Termin.")
    begins = offer.first_day and offer.first_day >= today
    day = wording.day_words(offer.first_day, today) if begins else ""
    price = wording.price_words(offer.price, offer.price_from, offer.price_to)
    return ", ".join(filter(None, [_("ab %(day)s") % {"day": day} if day else "", price]))
