"""Drafts of what came down leave the box once it is agreed, whatever fails; what is published becomes a to-do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from column.model.article import BEIJING
from column.wechat.delivery.outcome import Outcome, Status
from column.wechat.feed_reader.items import Deletion
from support.wechat import samples
from support.wechat.fake_platform import FakePlatform, Fault
from support.wechat.harness import Harness

DELETE = "/cgi-bin/draft/delete"
AT = datetime(2025, 5, 1, 10, tzinfo=BEIJING)


def kinds(outcomes: list[Outcome]) -> list[Status]:
    return [outcome.status for outcome in outcomes]


def gone(number: int = 1) -> Deletion:
    return Deletion(samples.item(number).guid, AT, "参与人数写错，核实后另发。")


def test_a_draft_in_the_box_is_deleted_only_when_agreed(harness: Harness, wechat: FakePlatform) -> None:
    first, second = harness.items(2)
    harness.run([first, second])
    (waiting, _) = harness.run([second], [gone()])
    assert (waiting.status, waiting.unfinished, len(wechat.articles)) == (Status.WAITING, True, 2)
    assert "--yes" in waiting.note
    done = harness.run([second], [gone()], agreed=first.headline.__eq__)
    assert kinds(done) == [Status.DELETED, Status.UNCHANGED]
    assert [article["title"] for article in wechat.articles] == [second.headline]
    calls = len(wechat.calls)
    assert kinds(harness.run([second], [gone()])) == [Status.UNCHANGED]
    assert len(wechat.calls) == calls, "nothing left to do"


def test_what_was_published_becomes_a_to_do_with_the_ready_words_once(
    harness: Harness, wechat: FakePlatform
) -> None:
    harness.run(harness.items(1))
    wechat.publish(next(iter(wechat.state.drafts)))
    notice = samples.item(
        7,
        guid="tag:column.example.invalid,2025:withdrawn/wucheng/1",
        kind="withdrawn",
        summary="参与人数写错。",
    )
    (told, known) = harness.run([notice], [gone()])
    assert told.status is Status.NOTICE
    assert told.item.title == samples.item(1).headline
    assert "可以照这段话更正：本号此前发布的一篇文章已撤回：参与人数写错，核实后另发。" in told.note
    assert known.status is Status.UNCHANGED, "one to-do, not two"
    assert kinds(harness.run([notice], [gone()])) == [Status.UNCHANGED]
    assert wechat.count(DELETE) == 0


def test_what_never_had_a_draft_is_nothing_to_do(harness: Harness, wechat: FakePlatform) -> None:
    assert harness.run([], [gone()]) == []
    calls = len(wechat.calls)
    assert harness.run([], [gone()]) == []
    assert len(wechat.calls) == calls


def test_a_draft_that_only_the_box_has_is_deleted_too(harness: Harness, wechat: FakePlatform) -> None:
    harness.run(harness.items(2))
    (harness.folder / "wechat.sqlite").unlink()
    assert kinds(harness.run([], [gone()], agreed=lambda title: True)) == [Status.DELETED]
    assert [article["title"] for article in wechat.articles] == [samples.item(2).headline]


def test_of_a_draft_of_several_nothing_is_deleted(harness: Harness, wechat: FakePlatform) -> None:
    harness.run(harness.items(3), digest=True)
    (outcome,) = harness.run([], [gone()], agreed=lambda title: True)
    assert (outcome.status, outcome.unfinished, len(wechat.articles)) == (Status.FAILED, True, 3)
    (draft,) = wechat.state.drafts.values()
    del draft.articles[0]
    assert kinds(harness.run([], [gone()])) == [Status.NOTICE], "an editor did it"
    assert harness.run([], [gone()]) == []


@pytest.mark.parametrize(
    "fault", [Fault("drop", after=True), Fault("status", 502, after=True), Fault("drop")]
)
def test_the_lost_answer_to_a_deletion_is_no_publication(
    harness: Harness, wechat: FakePlatform, fault: Fault
) -> None:
    harness.run(harness.items(2))
    wechat.plan = lambda number, path: fault if path == DELETE and wechat.count(DELETE) == 1 else None
    assert kinds(harness.run([], [gone()], agreed=lambda title: True)) == [Status.DELETED]
    assert [article["title"] for article in wechat.articles] == [samples.item(2).headline]
    assert harness.run([], [gone()]) == []


def test_an_article_that_is_published_again_gets_a_new_draft(harness: Harness, wechat: FakePlatform) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    harness.run([], [gone()], agreed=lambda title: True)
    assert kinds(harness.run([item])) == [Status.ADDED]
    later = replace(gone(), at=AT.replace(month=6))
    assert kinds(harness.run([], [later], agreed=lambda title: True)) == [Status.DELETED]
    assert wechat.articles == []
