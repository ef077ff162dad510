"""Safe Markdown: what providers and staff write becomes HTML that cannot harm a reader."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "hr"}
# The page owns h1 and h2: a text's own headings start below them, without skipping a level.
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h4", "h5": "h4", "h6": "h4"}
_HEADING_TAG = re.compile(r"<(/?)(h[12356])>")

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def render(text: str) -> SafeString:
    """Return HTML of the given Markdown; raw HTML shows as text, links keep only http, https, mailto, tel."""
    html = _HEADING_TAG.sub(lambda found: f"<{found[1]}{_HEADINGS[found[2]]}>", _parser.render(text))
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it
