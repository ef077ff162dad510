"""Documents as tagged PDF (PDF/UA-1), set by typst. What is said comes as data, never as markup of the document.

A template is a .typ file of templates/documents/; it reads `json(bytes(sys.inputs.data))`. Fonts are typst's own.
"""

import json

import typst
from django.conf import settings
from markdown_it import MarkdownIt

FOLDER = settings.BASE_DIR / "templates" / "documents"
_parser = MarkdownIt("commonmark", {"html": False})


def pdf(template, data) -> bytes:
    """The file of templates/documents/<template>.typ for ``data``, which JSON must be able to hold.

    The template sets title and language of the document: PDF/UA asks for both. Raises typst.TypstError.
    """
    return typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False).replace("\x00", "")},
    )


def blocks(text):
    """Markdown as plain parts of a document: [{"kind": "heading"|"item"|"text", "text": …}]."""
    kind, found = "text", []
    for token in _parser.parse(text):
        if token.type in ("heading_open", "list_item_open"):
            kind = "heading" if token.type == "heading_open" else "item"
        elif token.type in ("heading_close", "list_item_close"):
            kind = "text"
        elif token.type == "inline":
            found.append({"kind": kind, "text": _plain(token)})
        elif token.type in ("fence", "code_block"):
            found.append({"kind": "text", "text": token.content})
    return found


def _plain(token):
    """The words of an inline token; the address of a link stands behind its words."""
    words, link = [], ""
    for child in token.children:
        if child.type == "link_open":
            link = child.attrs["href"]
        elif child.type == "link_close":
            words.append(f" ({link})")
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        else:
            words.append(child.content)
    return "".join(words)
