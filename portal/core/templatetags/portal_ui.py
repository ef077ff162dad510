"""Tags of the components: drawings, and KERN's form parts around Django's own widgets."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape

from django import template
from django.forms import BoundField
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.core import icons
from portal.core.offer_card import Words, offer_card

register = template.Library()

CHOICES = {"radioselect": "kern-form-check__radio", "checkboxselectmultiple": "kern-form-check__checkbox"}


class DrawingNode(Node):
    """A drawing whose name is known only when the page is built."""

    def __init__(self, draw: Callable[..., str], arguments: list[FilterExpression]) -> None:
        self.draw, self.arguments = draw, arguments

    def render(self, context: Context) -> str:
        return self.draw(*(argument.resolve(context) for argument in self.arguments))


def _drawing(parser: Parser, token: Token, draw: Callable[..., str]) -> Node:
    arguments = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if any(argument.is_var or argument.filters for argument in arguments):
        return DrawingNode(draw, arguments)
    return TextNode(draw(*(argument.resolve(Context()) for argument in arguments)))


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """``{% icon "calendar" %}`` or ``{% icon tag.icon "large" %}``; a literal name costs nothing per page."""
    return _drawing(parser, token, icons.icon)


@register.tag
def shape(parser: Parser, token: Token) -> Node:
    """``{% shape "d-buckau" "l5" %}``, ``{% shape card.shape card.stage_tone "small" %}``; see icons.shape."""
    return _drawing(parser, token, icons.shape)


@register.tag
def badge(parser: Parser, token: Token) -> Node:
    """``{% badge tone icon text %}``, as components/tag.html, for lists of results; see icons.badge."""
    return _drawing(parser, token, icons.badge)


@register.tag
def badges(parser: Parser, token: Token) -> Node:
    """``{% badges card.tags %}``: several badges; see icons.badges."""
    return _drawing(parser, token, icons.badges)


@register.tag
def fact(parser: Parser, token: Token) -> Node:
    """``{% fact "pin" label value more %}``, a line of a list of facts in lists of results; see icons.fact."""
    return _drawing(parser, token, icons.fact)


@register.simple_tag
def offer_cards(cards: Iterable, cover: bool = False) -> SafeString:
    """The cards of a list; see components/offer_list.html."""
    words = Words(
        when=_("Wann"),
        where=_("Wo"),
        cost=_("Kosten"),
        audience=_("Für wen"),
        keep=_("Merken"),
        drop=_("Von der Liste nehmen"),
    )
    return mark_safe("".join(offer_card(card, words, cover) for card in cards))


@register.simple_tag
def options(rows: Iterable[tuple], form: str) -> SafeString:
    """The boxes of a filter group; rows are (parameter, value, label, count, checked, id).

    Two hundred of them stand on a result page, and as a template they were a third of its cost.
    """
    return mark_safe("".join(_option(row, escape(form)) for row in rows))


# The same few hundred names and values stand on every result page.
_escaped = lru_cache(5000)(escape)


def _option(row: tuple, form: str) -> str:
    name, value, label, count, checked, anchor = row
    return (
        f'<label class="bp-option{"" if count else " bp-option--none"}"><input type="checkbox" id="{_escaped(anchor)}" '
        f'name="{name}" value="{_escaped(value)}" form="{form}"{" checked" if checked else ""}>'
        f"{_escaped(label)} <span>{count}</span></label>\n"
    )


@register.simple_tag
def kern_widget(field: BoundField) -> str:
    """The widget of a field with KERN's class; classes set in the form are kept."""
    name = "kern-form-input__input"
    if field.widget_type == "checkbox":
        name = "kern-form-check__checkbox"
    elif field.widget_type.endswith(("select", "selectmultiple")):
        name = "kern-form-input__select"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{name} {own}".strip()})


@register.filter
def kern_choices(field: BoundField) -> list:
    """The single boxes of a radio or checkbox list, each with ``.tag``; empty for any other widget."""
    name = CHOICES.get(field.widget_type)
    choices = list(field.subwidgets) if name else []
    for choice in choices:
        choice.data["attrs"]["class"] = name
    return choices


@register.simple_tag
def form_errors(*forms) -> list[tuple[str, str]]:
    """What is to mend in forms and formsets, in page order: (id of the field or "", message)."""
    return [error for form in forms for error in _errors(form)]


def _errors(form) -> Iterator[tuple[str, str]]:
    if hasattr(form, "forms"):
        yield from (("", message) for message in form.non_form_errors())
        for inner in form.forms:
            yield from _errors(inner)
        return
    yield from (("", message) for message in form.non_field_errors())
    for field in form:
        yield from ((_anchor(field), message) for message in field.errors)


def _anchor(field: BoundField) -> str:
    """The id a link can jump to; a group of boxes has none of its own, so its first box serves."""
    if field.is_hidden:
        return ""
    return field.id_for_label or (f"{field.auto_id}_0" if field.use_fieldset else field.auto_id)
