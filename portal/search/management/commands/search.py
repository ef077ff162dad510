"""`manage.py search TEXT`: what the portal finds, on the command line."""

import json

from django.core.management.base import BaseCommand

from portal.search import engine, query


class Command(BaseCommand):
    help = "Sucht Angebote wie die Seite /suche/."

    def add_arguments(self, parser):
        parser.add_argument("text")
        parser.add_argument("--limit", type=int, default=query.PAGE_SIZE, help="wie viele Treffer")
        parser.add_argument("--kind", choices=query.KINDS, default="offer", help="was gesucht wird")
        parser.add_argument("--json", action="store_true", help="als JSON ausgeben")

    def handle(self, *args, text, limit, kind, **options):
        results = engine.search(query.plan(text=text, kind=kind, page_size=max(1, limit)))
        found = _as_data(results)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_lines(found)))


def _as_data(results):
    return {
        "total": results.total,
        "hits": [_hit(hit) for hit in results.hits],
        "similar": [_hit(hit) for hit in results.similar],
        "did_you_mean": results.did_you_mean,
        "notes": results.notes,
    }


def _hit(hit):
    keys = ("title", "summary", "url", "source", "source_id")
    card = {key: hit.card.get(key, "") for key in keys}
    return {"kind": hit.kind, "id": hit.object_id, "score": hit.score, **card, "ended": hit.ended}


def _as_lines(found):
    yield f"{found['total']} Treffer"
    yield from (f"{hit['score']:8.2f}  {hit['title']}" for hit in found["hits"])
    if found["similar"]:
        yield "Ähnliche:"
        yield from (f"{hit['score']:8.2f}  {hit['title']}" for hit in found["similar"])
    for text in found["did_you_mean"]:
        yield f"Meinten Sie: {text}"
    yield from found["notes"]
