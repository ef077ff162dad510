"""Offers that build on each other: both directions, no circles, paths to a goal."""

import pytest
from django.urls import reverse

from providers import paths
from providers.models import LearningPath, LearningPathStep, Offer, OfferRelation, TeamMember
from tests.factories import make_offer, make_provider

pytestmark = pytest.mark.django_db
Kind = OfferRelation.Kind


@pytest.fixture
def way(mehmet):
    """Alpha leads to Basis, the exam requires Basis."""
    alpha, basis, exam = (make_offer(title, slug=title.lower()) for title in ("Alpha", "Basis", "Abschluss"))
    paths.relate(alpha, Kind.LEADS_TO, basis, by=mehmet)
    paths.relate(exam, Kind.REQUIRES, basis, by=mehmet)
    return alpha, basis, exam


def test_both_sides_show_a_relation_that_one_of_them_names(way, lena):
    _alpha, basis, _exam = way
    found = paths.neighbours(basis)
    assert found.before == [("Alpha", "/angebote/alpha/")]
    assert found.after == [("Abschluss", "/angebote/abschluss/")]
    page = lena.get("/angebote/basis/").content.decode()
    assert page.index("Voraussetzung") < page.index("/angebote/alpha/") < page.index("Danach möglich")


def test_what_is_not_public_is_not_named(way):
    alpha, basis, _exam = way
    Offer.objects.filter(pk=alpha.pk).update(status=Offer.Status.DRAFT)
    assert paths.neighbours(basis).before == []


def test_an_ended_offer_says_what_replaces_it(lena, mehmet):
    old = make_offer("Alter Kurs", slug="alt", days=[-5])
    new = make_offer("Neuer Kurs", slug="neu")
    paths.relate(new, Kind.REPLACES, old, by=mehmet)
    assert "Ersetzt durch:" in lena.get("/angebote/alt/").content.decode()
    assert paths.neighbours(new).replaces == [("Alter Kurs", "/angebote/alt/")]


@pytest.mark.parametrize(
    ("first", "kind", "second", "circle"),
    [
        (1, Kind.LEADS_TO, 0, "Basis → Alpha → Basis"),
        (0, Kind.REQUIRES, 2, "Abschluss → Alpha → Basis → Abschluss"),
        (2, Kind.LEADS_TO, 0, "Abschluss → Alpha → Basis → Abschluss"),
    ],
)
def test_a_circle_is_refused_and_named(way, mehmet, first, kind, second, circle):
    with pytest.raises(paths.RelationRefused, match=circle):
        paths.relate(way[first], kind, way[second], by=mehmet)
    assert OfferRelation.objects.count() == 2


def test_an_offer_cannot_relate_to_itself_nor_two_replace_each_other(way, mehmet):
    alpha, basis, _exam = way
    with pytest.raises(paths.RelationRefused, match="sich selbst"):
        paths.relate(alpha, Kind.REQUIRES, alpha, by=mehmet)
    paths.relate(alpha, Kind.REPLACES, basis, by=mehmet)
    with pytest.raises(paths.RelationRefused, match="Kreis"):
        paths.relate(basis, Kind.REPLACES, alpha, by=mehmet)


def test_a_path_without_steps_of_its_own_follows_the_relations(way, lena):
    LearningPath.objects.create(
        title="Wie komme ich zum Abschluss?", slug="abschluss", goal=way[2], is_public=True
    )
    page = lena.get("/lernwege/abschluss/").content.decode()
    places = [page.index(f"/angebote/{slug}/") for slug in ("alpha", "basis", "abschluss")]
    assert places == sorted(places)
    assert "3 Schritte" in page
    assert "Wie komme ich zum Abschluss?" in lena.get("/lernwege/").content.decode()


def test_a_path_the_team_wrote_keeps_its_words_and_survives_a_withdrawn_offer(lena):
    path = LearningPath.objects.create(title="Weg", slug="weg", is_public=True)
    gone = make_offer("Verschwunden", status=Offer.Status.WITHDRAWN)
    LearningPathStep.objects.create(path=path, position=1, title="Beratung holen")
    LearningPathStep.objects.create(path=path, position=2, offer=gone)
    page = lena.get("/lernwege/weg/").content.decode()
    assert "Beratung holen" in page
    assert "Verschwunden" not in page


def test_a_path_that_is_not_public_does_not_exist(lena):
    LearningPath.objects.create(title="Geheim", slug="geheim")
    assert lena.get("/lernwege/geheim/").status_code == 404
    assert "Geheim" not in lena.get("/lernwege/").content.decode()


def test_staff_cannot_close_a_circle_either(way, desk):
    alpha, _basis, exam = way
    data = {"offer": alpha.pk, "kind": "requires", "other": exam.pk}
    response = desk.post("/verwaltung/providers/offerrelation/add/", data)
    assert "Das ergäbe einen Kreis" in response.content.decode()
    assert OfferRelation.objects.count() == 2


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def team(self, way, anna, client):
        TeamMember.objects.create(provider=way[0].provider, user=anna)
        client.force_login(anna)

    def test_the_team_finds_an_offer_and_connects_it(self, way, client):
        path = reverse("providers:offer-relations", args=[way[0].pk])
        assert "Abschluss" in client.get(path, {"q": "abschl"}).content.decode()
        client.post(path, {"kind": "leads_to", "other": way[2].pk})
        relation = OfferRelation.objects.get(offer=way[0], other=way[2])
        client.post(path, {"entfernen": relation.pk})
        assert not OfferRelation.objects.filter(pk=relation.pk).exists()

    def test_a_circle_is_explained(self, way, client):
        path = reverse("providers:offer-relations", args=[way[0].pk])
        response = client.post(path, {"kind": "requires", "other": way[2].pk})
        assert "Das ergäbe einen Kreis" in response.content.decode()

    def test_anothers_draft_answers_like_what_does_not_exist(self, way, client):
        draft = make_offer("Fremder Entwurf", provider=make_provider(), status=Offer.Status.DRAFT)
        path = reverse("providers:offer-relations", args=[way[0].pk])
        assert "Fremder Entwurf" not in client.get(path, {"q": "fremder"}).content.decode()
        for other in (draft.pk, 10**15, "9" * 40, "\x00", ""):
            response = client.post(path, {"kind": "requires", "other": other})
            assert "Wählen Sie ein Angebot aus der Liste." in response.content.decode()
        relation = OfferRelation.objects.get(offer=way[2])
        client.post(path, {"entfernen": relation.pk})
        assert OfferRelation.objects.filter(pk=relation.pk).exists()


def test_a_circle_through_the_draft_of_somebody_else_does_not_name_it(way, anna, mehmet):
    own = make_offer("Vorkurs")
    TeamMember.objects.create(provider=own.provider, user=anna)
    alpha, basis, _exam = way
    Offer.objects.filter(pk=basis.pk).update(status=Offer.Status.DRAFT, title="Noch geheim")
    paths.relate(basis, Kind.LEADS_TO, own, by=mehmet)
    with pytest.raises(paths.RelationRefused) as refusal:
        paths.relate(own, Kind.LEADS_TO, alpha, by=anna)
    assert "Alpha" in str(refusal.value) and "geheim" not in str(refusal.value)
