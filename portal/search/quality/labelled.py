"""Labelled questions and the offers they are put to, read from files."""

import json
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from portal.search.documents import offer
from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document
from providers.imports.run import Options, import_file
from providers.models import Offer

_BATCH = 500


class UnreadableOffers(Exception):
    """A file of offers could not be imported; the message says why."""


@dataclass(frozen=True)
class Question:
    """What a person typed, and the grade of every offer that answers it by (source, id)."""

    id: str
    type: str
    text: str
    grades: dict


def questions(path):
    """Questions of a labelled set: {"questions": [{id, type, text, relevant: {grade: {source: [id, …]}}}, …]}."""
    return [_question(row) for row in json.loads(path.read_text())["questions"]]


def _question(row):
    grades = {
        (source, number): int(grade)
        for grade, by_source in row["relevant"].items()
        for source, numbers in by_source.items()
        for number in numbers
    }
    return Question(row["id"], row["type"], row["text"], grades)


@contextmanager
def imported(paths):
    """Documents of the offers in some files, as the portal itself imports and reads them; nothing of it stays.

    Everything happens in a transaction that is rolled back, with the vocabulary and synonyms of this database.
    """
    with transaction.atomic():
        earlier = set(Offer.objects.values_list("pk", flat=True))
        for path in paths:
            report = import_file(path, Options(publish=True))
            if report.failed:
                raise UnreadableOffers(f"{path}: {report.faults[-1].reason}")
        added = sorted(set(Offer.objects.values_list("pk", flat=True)) - earlier)
        yield [
            document
            for start in range(0, len(added), _BATCH)
            for document in offer.documents(added[start : start + _BATCH])
        ]
        transaction.set_rollback(True)


def key_of(card):
    """What labels call an offer by."""
    return card["source"], card["source_id"]


def prototype(folder):
    """(questions, documents) of the prototype's labelled set: offers.json and queries.json in a folder."""
    rows = json.loads((folder / "queries.json").read_text())
    asked = [
        Question(
            str(row["id"]), row["type"], row["q"], {("", key): grade for key, grade in row["rel"].items()}
        )
        for row in rows
    ]
    return asked, [_prototype_offer(row) for row in json.loads((folder / "offers.json").read_text())]


def _prototype_offer(row):
    return Document(
        kind="offer",
        object_id=row["id"],
        texts=[
            (TITLE, row["title"]),
            (SUBJECT, ". ".join([row["category"], row["audience"], *row["tags"]])),
            (PLACE, f"{row['provider']}. {row['district']}"),
            (SUMMARY, row["summary"]),
            (BODY, row["description"]),
        ],
        card={"title": row["title"], "source": "", "source_id": str(row["id"])},
    )
