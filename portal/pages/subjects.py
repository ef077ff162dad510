"""Pages of a life stage, of a topic, and their overviews."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.markdown import render
from portal.search.titles import count_words
from providers.wording import number_words

from .links import search_url
from .teasers import Teasers
from .vocabulary import life_line, life_stages, topic_fields, topics

CARDS = 6


def life_stage_page(stage):
    """Context of one life stage."""
    teasers = Teasers()
    offers = teasers.coming(CARDS, life_stage=(stage.slug,))
    fields = topic_fields()
    counts = teasers.counts("topic", [field.slug for field in fields], life_stage=(stage.slug,))
    return {
        "stage": stage,
        "stages": life_line(stage),
        "text": render(stage.description),
        "offers": offers,
        "topics": [
            (
                field.name,
                search_url(lebensphase=stage.slug, thema=field.slug),
                number_words(counts[field.slug]),
            )
            for field in fields
            if counts.get(field.slug)
        ],
        "transitions": [_transition(way) for way in dict.fromkeys((*stage.ways_in, *stage.ways_out))],
        "crumbs": [(_("Lebensphasen"), _overview_url("life-stages")), (stage.name, "")],
    }


def life_stages_page():
    """Context of the overview: every stage with its offers, and the transitions after it."""
    counts = Teasers().counts("life_stage", [stage.slug for stage in life_stages()])
    return {
        "stages": life_line(),
        "entries": [
            {
                "stage": stage,
                "text": render(stage.description),
                "offers": count_words(counts.get(stage.slug, 0), "offer"),
                "transitions": [
                    (way.name, f"{stage.get_absolute_url()}#{way.slug}") for way in stage.ways_out
                ],
            }
            for stage in life_stages()
            if stage.is_active
        ],
        "crumbs": [(_("Lebensphasen"), "")],
    }


def topic_page(topic):
    """Context of one topic, of the first or second level."""
    teasers = Teasers()
    above = [(topic.parent.name, topic.parent.get_absolute_url())] if topic.parent else []
    beside = topic.parent.below if topic.parent else topic.below
    counts = teasers.counts("topic", [other.slug for other in beside])
    return {
        "topic": topic,
        "text": render(topic.description),
        "offers": teasers.coming(CARDS, topic=(topic.slug,)),
        "others": [_entry(other, counts) for other in beside if other != topic],
        "crumbs": [(_("Themen"), _overview_url("topics")), *above, (topic.name, "")],
    }


def topics_page():
    """Context of the overview in two levels."""
    counts = Teasers().counts("topic", [topic.slug for topic in topics()])
    return {
        "fields": [
            {
                "topic": field,
                "count": count_words(counts.get(field.slug, 0), "offer"),
                "below": [_entry(t, counts) for t in field.below],
            }
            for field in topic_fields()
        ],
        "crumbs": [(_("Themen"), "")],
    }


def _entry(topic, counts):
    return topic.name, topic.get_absolute_url(), number_words(counts.get(topic.slug, 0))


def _transition(way):
    """A stretch of the life line with its own anchor."""
    return {
        "slug": way.slug,
        "name": way.name,
        "text": render(way.description),
        "stages": list(dict.fromkeys((way.before, way.after))),
        "url": search_url(q=way.name),
    }


def _overview_url(name):
    return reverse(f"pages:{name}")
