"""Cut KERN's stylesheet to the classes this portal uses. Pure text work, no network; called by vendor.py."""

import re
from collections.abc import Iterator

# Whole families by their block name; a trailing * takes every element and modifier of the block.
KEPT = (
    "kern-alert*",
    "kern-body*",
    "kern-btn*",
    "kern-error",
    "kern-fieldset*",
    "kern-form-check",
    "kern-form-check--error",
    "kern-form-input",
    "kern-form-input--error",
    "kern-form-input__input*",
    "kern-heading-x-large",
    "kern-heading-large",
    "kern-heading-medium",
    "kern-heading-small",
    "kern-hint",
    "kern-icon",
    "kern-icon--danger",
    "kern-icon--info",
    "kern-icon--success",
    "kern-icon--warning",
    "kern-label*",
    "kern-sr-only",
    "kern-title*",
)
# Narrow icon buttons, parts we do not use, and states that base.css and form.css define once for all:
# focus, hover of fields (KERN moves the text by two pixels), boxes (native ones here, they work in forced colours).
DROPPED = re.compile(
    r":has\(\.kern-sr-only\)|:focus|kern-btn--x-small|kern-btn-wrapper|kern-form-\S+:hover|__input--width"
)
FORCED = "@media (forced-colors: active)"
# KERN's stacked surfaces; ours are one level deep.
LEVELS = (".kern-level-1", ".kern-level-2")

type Rule = tuple[str, str | list["Rule"]]


def parse(css: str) -> list[Rule]:
    """Rules of minified CSS in order: (selector, declarations), or for an at-rule (prelude, its rules)."""
    rules, start, position = [], 0, 0
    while (opening := css.find("{", start)) != -1:
        position, depth = opening, 0
        while True:
            depth += {"{": 1, "}": -1}.get(css[position], 0)
            position += 1
            if depth == 0:
                break
        head, body = css[start:opening].rpartition(";")[2].strip(), css[opening + 1 : position - 1]
        rules.append((head, parse(body) if "{" in body else body))
        start = position
    return rules


def is_kept(selector: str) -> bool:
    classes = re.findall(r"\.(kern-[\w-]+)", selector)
    return (
        bool(classes)
        and all(any(_matches(name, pattern) for pattern in KEPT) for name in classes)
        and not DROPPED.search(selector)
    )


def _matches(name: str, pattern: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def components(rules: list[Rule]) -> Iterator[Rule]:
    """Only what styles a kept class; each selector of a list is judged alone. Forced colours: contrast.css."""
    for head, body in rules:
        if head == FORCED:
            continue
        if isinstance(body, list):
            if inner := list(components(body)):
                yield head, inner
        elif selectors := [s.strip() for s in _split(head) if is_kept(s)]:
            yield ",".join(selectors), _cleaned(body)


def _split(selectors: str) -> list[str]:
    return re.split(r",(?![^(]*\))", selectors)


def _cleaned(body: str) -> str:
    """Every engine knows ``mask`` unprefixed, a copy would double each drawing; fields have no lines to clamp."""
    body = re.sub(r"-webkit-mask:url\(.*?\)[^;]*;(?=mask:)", "", body)
    return re.sub(r"(-webkit-box-orient|(-webkit-)?line-clamp):\w+;", "", body)


def tokens(rules: list[Rule], used: set[str]) -> Iterator[Rule]:
    """The custom properties that ``used`` names, wherever KERN defines them."""
    for head, body in rules:
        if isinstance(body, list):
            if inner := list(tokens(body, used)):
                yield head, inner
            continue
        kept = [declaration for declaration in body.split(";") if declaration.partition(":")[0] in used]
        if kept and head not in LEVELS and not is_kept(head):
            yield head, ";".join(kept)


def write(rules: list[Rule]) -> str:
    return "".join(f"{head}{{{write(body) if isinstance(body, list) else body}}}" for head, body in rules)


def subset(css: str) -> str:
    """KERN cut down: the kept classes, and of its tokens those they need, followed to the end."""
    rules = parse(css)
    kept = list(components(rules))
    text = write(kept)
    used: set[str] = set()
    while (found := set(re.findall(r"var\((--kern-[\w-]+)", text))) - used:
        used |= found
        text = write(list(tokens(rules, used)))
    return write(list(tokens(rules, used))) + write(kept)
