"""The card of an offer as HTML. Twenty stand on a result page: as a template they were half of its cost."""

from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from .icons import badges, fact, icon, shape


class Words(NamedTuple):
    """What every card says, looked up once a list."""

    when: str
    where: str
    cost: str
    audience: str
    keep: str
    drop: str


def offer_card(card, words: Words, cover: bool = False) -> SafeString:
    """One card (`portal.search.cards`); with ``cover`` the whole card is the link."""
    facts = (
        fact("calendar", words.when, card.when, card.when_more)
        + fact("pin", words.where, card.where, card.where_more)
        + fact("euro", words.cost, card.cost, card.cost_more)
        + fact("people", words.audience, card.audience, card.audience_more)
    )
    return mark_safe(
        f'<article class="bp-card bp-offer">{shape(card.shape, card.stage_tone)}'
        f'<div class="bp-offer__head">{_title(card, cover)}{_provider(card)}</div>'
        f'{_summary(card)}<dl class="bp-facts">{facts}</dl>{_foot(card, words)}</article>\n'
    )


def _title(card, cover):
    anchor = f' id="titel-{escape(card.keep_id)}"' if card.keep_id else ""
    reach = ' class="bp-cover"' if cover else ""
    return f'<h3><a{anchor}{reach} href="{escape(card.url)}">{_html(card.title_html)}</a></h3>'


def _provider(card):
    name, url = escape(card.provider), card.provider_url
    named = f'<a href="{escape(url)}">{name}</a>' if url else name
    stage = f'<span class="kern-sr-only">, {escape(card.stage)}</span>' if card.stage else ""
    return f'<p class="bp-offer__by">{named}{stage}</p>'


def _summary(card):
    return f'<p class="bp-offer__text">{_html(card.summary_html)}</p>' if card.summary_html else ""


def _foot(card, words):
    if not (card.tags or card.keep_id):
        return ""
    keep = ""
    if card.drop_url:
        keep = _drop(escape(card.keep_id), escape(card.drop_url), words)
    elif card.keep_id:
        keep = _keep(escape(card.keep_id), words)
    tags = f'<p class="bp-tags">{badges(card.tags)}</p>'
    return f'<div class="bp-row bp-row--apart bp-offer__foot">{tags}{keep}</div>'


def _keep(number, words):
    names = f"merken-{number} titel-{number}"
    return (
        f'<button class="bp-btn" id="merken-{number}" type="button" data-keep="{number}" '
        f'aria-labelledby="{names}" hidden>{icon("keep")}{escape(words.keep)}</button>'
    )


def _drop(number, url, words):
    """On a list of kept offers: a link, so that it works without script."""
    names = f"merken-{number} titel-{number}"
    return (
        f'<a class="bp-btn" id="merken-{number}" href="{url}" data-keep-drop="{number}" '
        f'aria-labelledby="{names}">{icon("close")}{escape(words.drop)}</a>'
    )


def _html(text):
    return text if isinstance(text, SafeString) else escape(text)
