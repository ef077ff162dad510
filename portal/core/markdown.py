"""Safe Markdown: what providers and staff write becomes HTML that cannot harm a reader."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "hr"}
DEEPEST = 4

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def render(text: str, top: int = 3) -> SafeString:
    """Return HTML of the given Markdown; raw HTML shows as text, links keep only http, https, mailto, tel.

    The page owns the headings above level ``top``: the text's own ones start there and skip none, however they
    are written.
    """
    tokens = _parser.parse(text)
    _fit_headings(tokens, top)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it


def _fit_headings(tokens, top):
    above = []
    for token in tokens:
        if token.type == "heading_open":
            above = [*(tag for tag in above if tag < token.tag), token.tag]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top + len(above) - 1, DEEPEST)}"
