"""Names by the beginnings of their words."""

from hypothesis import given
from hypothesis import strategies as st

from portal.search.beginnings import Beginnings, words_of

NAMES = ["Neue Neustadt", "Eltern-Kind-Treff", "Sülzegrund"]


def holding(names, text):
    return [NAMES[place] for place in names.holding(words_of(text)).tolist()]


def test_every_word_of_a_name_counts_in_any_order_hyphens_divide():
    names = Beginnings(NAMES)
    assert holding(names, "neust neu") == ["Neue Neustadt"]
    assert holding(names, "kind") == ["Eltern-Kind-Treff"]
    assert holding(names, "sulz") == holding(names, "Suelz") == holding(names, "sülz") == ["Sülzegrund"]
    assert holding(names, "neu kind") == holding(names, "grund") == holding(names, "") == []


def test_a_right_beginning_goes_before_mistyped_ones():
    names = Beginnings(["Malkurs", "Malkreis"])
    assert names.beginning("malkr").tolist() == [1]
    assert names.beginning("malkx").tolist() == [0, 1]


@given(
    st.lists(st.text("abcäß -", max_size=8)),
    st.lists(st.text("abcäß -", max_size=8)),
    st.text("abc", max_size=3),
)
def test_names_added_later_are_found_like_those_from_the_start(first, later, typed):
    whole, grown = Beginnings(first + later), Beginnings(first).with_names(later, len(first))
    assert grown.holding(words_of(typed)).tolist() == whole.holding(words_of(typed)).tolist()
