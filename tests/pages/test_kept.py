"""What a process keeps for some seconds."""

import pytest

from portal.pages import kept as module
from portal.pages.kept import kept


@pytest.fixture
def clock(monkeypatch):
    """A clock the test moves by hand."""
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def counter():
    calls = []

    @kept(10)
    def number():
        calls.append(1)
        return len(calls)

    return number


def test_the_answer_holds_for_its_time_and_no_longer(clock):
    number = counter()
    assert [number(), number()] == [1, 1]
    clock[0] += 10
    assert number() == 2


def test_forgetting_asks_again_at_once(clock):
    number = counter()
    number()
    number.forget()
    assert number() == 2


def test_a_failure_is_not_kept(clock):
    answers = [ZeroDivisionError, "gut"]

    @kept(10)
    def fragile():
        answer = answers.pop(0)
        if answer is ZeroDivisionError:
            raise answer
        return answer

    with pytest.raises(ZeroDivisionError):
        fragile()
    assert fragile() == "gut"
