"""Texts are cut into jobs at the same places whoever does them, and nothing is lost at the cuts."""

from __future__ import annotations

import pickle
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import examining
from chatscrub.examining import Job, Jobs, Looked, examine, here

Texts = st.lists(st.lists(st.text("ab ", max_size=30), max_size=40), max_size=12)


def counted(job: Job) -> list[str]:
    return [text for stretch in job for text in stretch.texts[stretch.lead :]]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_JOB", 9)
    monkeypatch.setattr(examining, "_JOB_SIGNS", 60)
    monkeypatch.setattr(examining, "_LEAD", 3)


@given(Texts)
def test_every_text_is_in_one_job(conversations: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examining, "_JOB", 9)
        patch.setattr(examining, "_JOB_SIGNS", 60)
        patch.setattr(examining, "_LEAD", 3)
        cut = Jobs(conversations)
    assert [text for job in cut for text in counted(job)] == list(chain.from_iterable(conversations))
    assert all(counted(job) for job in cut)
    assert all(sum(len(s.texts) for s in job) <= 9 or len(job) == 1 for job in cut)
    assert all(stretch.lead <= 3 for job in cut for stretch in job)


def test_a_cut_conversation_is_read_with_what_came_before(small: None) -> None:
    first, second = Jobs([list("abcdefghi")])
    assert first[0].texts == tuple("abcdef") and first[0].lead == 0
    assert second[0].texts == tuple("defghi") and second[0].lead == 3


def test_long_texts_are_jobs_of_their_own(small: None) -> None:
    cut = Jobs([["x" * 50, "y" * 50, "z"]])
    assert [counted(job) for job in cut] == [["x" * 50], ["y" * 50, "z"]]


def test_what_is_seen_does_not_depend_on_who_looks(small: None) -> None:
    texts = ["ik zag sanne gisteren", "06-00000000 is haar nummer", "ok", "met daan naar utrecht"] * 5
    cut = Jobs([texts, ["mail naar sanne@example.org"]])
    assert len(cut) > 1
    one = list(chain.from_iterable(here(cut, 0.35)))
    other: list[Looked] = []
    for job in reversed(cut):
        other = [*examine(pickle.loads(pickle.dumps(job)), 0.35), *other]
    assert one == other
    assert any(found for _, found in one) and any(hints for hints, _ in one)


def test_progress_only_goes_on(small: None) -> None:
    told: list[tuple[int, int]] = []
    list(here(Jobs([["sanne belt"] * 20]), 0.35, lambda done, whole: told.append((done, whole))))
    assert told == sorted(told) and told[-1] == (20, 20)
