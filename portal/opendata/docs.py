"""The OpenAPI document as a page for people: plain strings for the template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SHAPES = "#/components/schemas/"
_TYPES = {
    ("string", None): gettext_lazy("Text"),
    ("string", "date"): gettext_lazy("Tag"),
    ("string", "date-time"): gettext_lazy("Zeitpunkt"),
    ("integer", None): gettext_lazy("ganze Zahl"),
    ("number", None): gettext_lazy("Zahl"),
    ("boolean", None): gettext_lazy("true oder false"),
    ("null", None): gettext_lazy("null"),
}
# Addresses that answer something in any portal.
_EXAMPLES = {
    "/api/v1/offers": "/api/v1/offers?q=deutsch&time=abends&free=1&limit=5",
    "/api/v1/providers": "/api/v1/providers?q=musik&limit=5",
    "/api/v1/networks": "/api/v1/networks?q=mint&limit=5",
    "/api/v1/events": "/api/v1/events?q=stammtisch&past=1&limit=5",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: ``parameters`` are (name, meaning, possible values)."""

    path: str
    anchor: str
    title: str
    example: str
    parameters: list
    shape: str


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """One shape of answers: ``fields`` are (name, type, meaning, shape it leads to)."""

    name: str
    fields: list


@dataclass(frozen=True, slots=True)
class DocsPage:
    title: str
    addresses: list
    shapes: list
    crumbs: list


def docs_page(schema):
    """The page of an OpenAPI document as django-ninja writes it."""
    addresses = [_address(path, methods["get"]) for path, methods in schema["paths"].items()]
    shapes = schema["components"]["schemas"]
    title = _("Schnittstelle (API)")
    return DocsPage(
        title=title,
        addresses=addresses,
        shapes=[_shape(name, shapes[name]) for name in _reachable(addresses, shapes)],
        crumbs=[(title, "")],
    )


def _address(path, operation):
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    return Address(
        path=path,
        anchor=operation["operationId"],
        title=operation["summary"],
        example=_EXAMPLES.get(path, ""),
        parameters=[
            (each["name"], each.get("description", ""), _values(each["schema"]))
            for each in operation["parameters"]
            if each["in"] == "query"
        ],
        shape=_target(answer),
    )


def _values(schema):
    if "minimum" in schema and "maximum" in schema:
        return _("%(low)s bis %(high)s") % {"low": schema["minimum"], "high": schema["maximum"]}
    known = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return ", ".join(value or "null" for value in known)


def _reachable(addresses, shapes):
    """Names of the shapes that answers consist of, each once, outer ones first."""
    names = [address.shape for address in addresses] + ["Error"]
    for name in names:
        found = (_target(each) for each in shapes[name]["properties"].values())
        names += [other for other in found if other and other not in names]
    return dict.fromkeys(names)


def _shape(name, schema):
    fields = schema["properties"].items()
    return ShapeTable(name, [(key, _type(each), _meaning(each), _target(each)) for key, each in fields])


def _meaning(schema):
    return schema.get("description", "") or _values(schema)


def _type(schema):
    """A type in words: „Liste: Term“, „Tag oder null“."""
    if "anyOf" in schema:
        return _(" oder ").join(_type(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return schema["$ref"].removeprefix(_SHAPES)
    if "items" in schema:
        return _("Liste: %(type)s") % {"type": _type(schema["items"])}
    if "additionalProperties" in schema:
        return _("je Name eine %(type)s") % {"type": _type(schema["additionalProperties"])}
    return str(_TYPES[schema["type"], schema.get("format")])


def _target(schema):
    """The shape that a field consists of or lists, or nothing."""
    if "$ref" in schema:
        return schema["$ref"].removeprefix(_SHAPES)
    inner = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
    return next((name for each in inner if each and (name := _target(each))), "")
