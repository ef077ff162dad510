"""Cells as clean text: control characters out, HTML to plain lines."""

import re
import unicodedata
from html import unescape

# PostgreSQL takes neither NUL nor lone surrogates, HTML none of the other control characters.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_PARAGRAPHS = (
    "address|article|aside|blockquote|div|dl|figure|footer|h1|h2|h3|h4|h5|h6|header|hr|main|nav|ol|p|pre|section"
    "|table|ul"
)
_OTHERS = (
    "a|abbr|b|body|br|code|dd|dt|em|font|head|html|i|img|li|mark|s|script|small|span|strong|style|sub|sup|tbody|td|th"
    "|thead|title|tr|u"
)
_TAG = re.compile(rf"<(/?)({_PARAGRAPHS}|{_OTHERS})\b[^<>]{{0,2000}}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_NEW_LINE = {"br", "dd", "dt", "tr"}
_NEW_PARAGRAPH = set(_PARAGRAPHS.split("|"))
_HIDDEN = {"script", "style", "head"}


def cleaned(text):
    """The text without what no database or page can show, in composed form (NFC), with plain line ends."""
    plain = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain)


def has_control_characters(text):
    return _UNWANTED.search(text) is not None


def one_line(text):
    return " ".join(without_html(text).split())


def lines(text):
    """Text of several lines: HTML converted, no trailing spaces, at most one empty line in a row."""
    text = "\n".join(line.rstrip() for line in without_html(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def without_html(text):
    """Known HTML tags become line breaks, list marks or nothing, entities their characters; other text stays."""
    if "<" in text:
        text = "".join(_pieces(text))
    return unescape(text) if _ENTITY.search(text) else text


def _pieces(text):
    position, hidden = 0, None
    for tag in _TAG.finditer(text):
        closing, name = tag[1], tag[2].lower()
        if hidden is None:
            yield text[position : tag.start()]
            yield _mark(name, closing)
            hidden = name if name in _HIDDEN and not closing else None
        elif name == hidden and closing:
            hidden = None
        position = tag.end()
    if hidden is None:
        yield text[position:]


def _mark(name, closing):
    if name == "li":
        return "" if closing else "\n- "
    if name in _NEW_PARAGRAPH:
        return "\n\n"
    return "\n" if name in _NEW_LINE else ""


def shortened(text, limit=80):
    """One line of at most `limit` characters, fit to be printed."""
    text = " ".join(_UNWANTED.sub("\ufffd", str(text)[: limit * 4]).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
