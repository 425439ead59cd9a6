"""One draft an item, whatever happens."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from column.wechat.delivery.deliver import SETTLE
from column.wechat.delivery.outcome import Outcome, Status
from column.wechat.feed_reader.draft_key import DraftKey
from column.wechat.feed_reader.items import Feed, Selection, select
from column.wechat.platform.errors import SetupError, TransientError, UnknownEffectError
from support.wechat import samples
from support.wechat.fake_platform import FakePlatform, Fault
from support.wechat.harness import Harness

ADD, UPDATE, LIST = "/cgi-bin/draft/add", "/cgi-bin/draft/update", "/cgi-bin/draft/batchget"


def kinds(outcomes: list[Outcome]) -> list[Status]:
    return [outcome.status for outcome in outcomes]


def drafts_by_item(wechat: FakePlatform) -> Counter[str]:
    keys = [DraftKey.from_url(article["content_source_url"]) for article in wechat.articles]
    return Counter(key.guid_hash for key in keys if key)


def test_new_items_become_drafts_and_are_then_left_alone(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(3)
    assert kinds(harness.run(items)) == [Status.ADDED] * 3
    before = len(wechat.calls)
    assert kinds(harness.run(items)) == [Status.UNCHANGED] * 3
    assert len(wechat.calls) == before, "nothing new, nothing called"
    article = wechat.articles[0]
    assert article["title"] == items[0].short_title
    assert article["author"] == "无城派出所"
    assert article["digest"] == samples.SUMMARY
    assert article["pic_crop_1_1"] == "0.287222_0_0.712778_1"
    assert article["content_source_url"].startswith(items[0].link + "#wx-")


def test_an_edited_item_updates_its_draft(harness: Harness, wechat: FakePlatform) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    edited = replace(item, html=item.html.replace("居民", "小区居民"))
    (outcome,) = harness.run([edited])
    assert outcome.status is Status.UPDATED
    assert "手工改过" in outcome.note
    assert len(wechat.articles) == 1
    assert "小区居民" in wechat.articles[0]["content"]
    assert kinds(harness.run([edited])) == [Status.UNCHANGED]


def test_an_item_that_moved_stays_one_draft(harness: Harness, wechat: FakePlatform) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    moved = replace(item, link="https://fanzha.example.gov.cn/briefings/wucheng/2026-01-01-moved/")
    assert kinds(harness.run([moved])) == [Status.UPDATED]
    assert [article["content_source_url"].partition("#")[0] for article in wechat.articles] == [moved.link]
    assert kinds(harness.run([moved])) == [Status.UNCHANGED]
    assert drafts_by_item(wechat).total() == 1


def test_an_edited_item_whose_draft_was_published_is_told_once_and_not_drafted(
    harness: Harness, wechat: FakePlatform
) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    wechat.publish(next(iter(wechat.state.drafts)))
    assert kinds(harness.run([item])) == [Status.UNCHANGED]
    edited = replace(item, summary="更正后的摘要。")
    (outcome,) = harness.run([edited])
    assert outcome.status is Status.GONE
    assert outcome.unfinished
    assert "已经发布或被删除" in outcome.note
    assert kinds(harness.run([edited])) == [Status.UNCHANGED], "told once"
    assert kinds(harness.run([replace(edited, summary="又更正。")])) == [Status.GONE], (
        "and again for another edit"
    )
    assert wechat.state.made == 1


def test_eight_items_go_into_one_draft(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(10)
    assert kinds(harness.run(items, digest=True)) == [Status.ADDED] * 10
    assert [len(draft.articles) for draft in wechat.state.drafts.values()] == [8, 2]
    assert [article["digest"] for article in wechat.articles] == [""] * 10
    edited = replace(items[4], title="改过", short_title="改过")
    assert kinds(harness.run([*items[:4], edited, *items[5:]], digest=True))[4] is Status.UPDATED
    first = next(iter(wechat.state.drafts.values()))
    assert [article["title"] for article in first.articles][3:6] == [
        items[3].headline,
        "改过",
        items[5].headline,
    ]


def test_an_article_that_the_editor_took_out_of_a_draft_is_not_put_back(
    harness: Harness, wechat: FakePlatform
) -> None:
    items = harness.items(3)
    harness.run(items, digest=True)
    draft = next(iter(wechat.state.drafts.values()))
    del draft.articles[0]
    edited = [replace(item, summary="改过的摘要。") for item in items]
    assert kinds(harness.run(edited, digest=True)) == [Status.GONE, Status.UPDATED, Status.UPDATED]
    assert [article["title"] for article in draft.articles] == [items[1].headline, items[2].headline]


def test_a_draft_whose_marker_the_editor_removed_is_still_updated(
    harness: Harness, wechat: FakePlatform
) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    wechat.articles[0]["content_source_url"] = ""
    assert kinds(harness.run([replace(item, summary="改过。")])) == [Status.UPDATED]


@pytest.mark.parametrize("kind", ["drop", "status", "garbage", "code"])
@pytest.mark.parametrize("after", [False, True])
def test_an_add_of_which_nobody_knows_the_effect_makes_one_draft(
    harness: Harness, wechat: FakePlatform, kind: str, after: bool
) -> None:
    fault = Fault(kind, code=-1 if kind == "code" else 502, after=after)
    wechat.plan = lambda number, path: fault if path == ADD and wechat.count(ADD) == 1 else None
    assert kinds(harness.run(harness.items(1))) == [Status.ADDED]
    assert wechat.state.made == len(wechat.state.drafts) == 1
    assert wechat.count(ADD) == (1 if after else 2)
    assert any(pause > SETTLE / 2 for pause in harness.pauses), "the call that was cut off has time to arrive"


def test_a_bundle_of_which_nobody_knows_the_effect_makes_one_draft(
    harness: Harness, wechat: FakePlatform
) -> None:
    wechat.plan = lambda number, path: Fault("drop", after=True) if path == ADD else None
    assert kinds(harness.run(harness.items(5), digest=True)) == [Status.ADDED] * 5
    assert wechat.state.made == 1


def test_an_open_intention_is_settled_at_the_next_start_also_for_an_item_that_left_the_feed(
    harness: Harness, wechat: FakePlatform
) -> None:
    first, second = harness.items(2)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnknownEffectError):
        harness.run([first])
    assert wechat.state.made == 1
    wechat.plan = lambda number, path: None
    assert kinds(harness.run([second])) == [Status.ADDED]
    assert kinds(harness.run([first, second])) == [Status.UNCHANGED, Status.UNCHANGED]
    assert wechat.state.made == 2


def _late(wechat: FakePlatform) -> bool:
    """From the first `draft/add` on."""
    return wechat.count(ADD) > 0


def test_an_item_edited_while_its_draft_was_in_doubt_is_brought_up_to_date(
    harness: Harness, wechat: FakePlatform
) -> None:
    (item,) = harness.items(1)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnknownEffectError):
        harness.run([item])
    wechat.plan = lambda number, path: None
    assert kinds(harness.run([replace(item, summary="改过。")])) == [Status.UPDATED]
    assert wechat.state.made == 1
    assert wechat.articles[0]["digest"] == "改过。"


def test_a_lost_ledger_makes_no_second_draft(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(23)
    harness.run(items)
    (harness.folder / "wechat.sqlite").unlink()
    edited = [replace(items[0], summary="改过。"), *items[1:]]
    assert kinds(harness.run(edited)) == [Status.UPDATED, *[Status.ADOPTED] * 22]
    assert set(drafts_by_item(wechat).values()) == {1}
    assert wechat.state.made == 23


def test_the_box_is_read_with_contents_where_the_short_list_has_no_addresses(
    harness: Harness, wechat: FakePlatform
) -> None:
    wechat.bare_lists = True
    items = harness.items(2)
    harness.run(items)
    (harness.folder / "wechat.sqlite").unlink()
    assert kinds(harness.run(items)) == [Status.ADOPTED, Status.ADOPTED]


def test_a_doubt_that_came_up_long_ago_is_told(
    harness: Harness, wechat: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = harness.items(1)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnknownEffectError):
        harness.run([item])
    wechat.plan = lambda number, path: None
    wechat.publish(next(iter(wechat.state.drafts)))
    with closing(sqlite3.connect(harness.folder / "wechat.sqlite", isolation_level=None)) as database:
        database.execute("UPDATE draft SET since = since - 3600")
    (outcome,) = harness.run([item])
    assert outcome.status is Status.ADDED
    assert "如果它已经发布，请删掉这份草稿" in outcome.note


def test_pictures_are_uploaded_once(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(4)  # the photo in the content is the same in all
    harness.run(items)
    assert wechat.count("uploadimg") == 1 + 4, "one photo, and a QR code each"
    assert wechat.count("add_material") == 4
    harness.run([replace(item, summary="改过。") for item in items])
    assert wechat.count("uploadimg") == 5
    assert wechat.count("add_material") == 4


def test_a_cover_that_was_deleted_from_the_library_is_uploaded_again(
    harness: Harness, wechat: FakePlatform
) -> None:
    (item,) = harness.items(1)
    harness.run([item])
    wechat.state.materials.clear()
    assert kinds(harness.run([replace(item, summary="改过。")])) == [Status.UPDATED]
    wechat.state.materials.clear()
    other = replace(item, guid="tag:column.example.invalid,2025:other")
    assert kinds(harness.run([other])) == [Status.ADDED]


def test_what_cannot_fit_is_left_and_nothing_is_uploaded_for_it(
    harness: Harness, wechat: FakePlatform
) -> None:
    long, good = harness.items(2)
    long = replace(long, short_title="", title="一" * 33)
    outcomes = harness.run([long, good])
    assert kinds(outcomes) == [Status.FAILED, Status.ADDED]
    assert "33 个字" in outcomes[0].note
    assert "短标题" in outcomes[0].note
    assert wechat.count("add_material") == 1


def test_an_item_with_a_missing_picture_is_left(harness: Harness, wechat: FakePlatform) -> None:
    items = harness.items(2)
    del wechat.files[items[0].cover.removeprefix(wechat.site)]
    assert kinds(harness.run(items)) == [Status.FAILED, Status.ADDED]


def test_a_draft_that_was_thrown_away_by_mistake_is_made_again_when_asked_for(
    harness: Harness, wechat: FakePlatform
) -> None:
    items = harness.items(2)
    harness.run(items)
    links = {item.link for item in items}
    assert kinds(harness.run(items, again=links)) == [Status.UNCHANGED, Status.UNCHANGED], (
        "both are still in the box"
    )
    wechat.publish(next(iter(wechat.state.drafts)))
    assert kinds(harness.run(items, again=links)) == [Status.ADDED, Status.UNCHANGED]
    assert len(wechat.state.drafts) == 2


def test_samples_are_never_drafted(harness: Harness, wechat: FakePlatform) -> None:
    assert kinds(harness.run(harness.items(1, sample=True))) == [Status.SAMPLE]
    assert not wechat.articles


def test_what_the_platform_refuses_is_left_and_leaves_no_intention(
    harness: Harness, wechat: FakePlatform
) -> None:
    items = harness.items(2)
    wechat.plan = lambda number, path: (
        Fault("code", 45166) if path == ADD and wechat.count(ADD) == 1 else None
    )
    outcomes = harness.run(items)
    assert kinds(outcomes) == [Status.FAILED, Status.ADDED]
    assert "45166" in outcomes[0].note
    assert kinds(harness.run(items)) == [Status.ADDED, Status.UNCHANGED]


def test_an_account_without_the_right_stops_the_run(harness: Harness, wechat: FakePlatform) -> None:
    wechat.plan = lambda number, path: Fault("code", 48001) if path == ADD else None
    with pytest.raises(SetupError, match="草稿箱接口"):
        harness.run(harness.items(2))
    wechat.plan = lambda number, path: None
    assert kinds(harness.run(harness.items(2))) == [Status.ADDED, Status.ADDED]


def test_a_quota_that_stays_used_up_ends_the_run_and_the_next_one_goes_on(
    harness: Harness, wechat: FakePlatform
) -> None:
    items = harness.items(3)
    wechat.plan = lambda number, path: (
        Fault("code", 45009) if path == ADD and wechat.state.made == 1 else None
    )
    with pytest.raises(TransientError, match="次数用完"):
        harness.run(items)
    assert sum(harness.pauses) >= 1800 - 60
    wechat.plan = lambda number, path: None
    assert kinds(harness.run(items)) == [Status.UNCHANGED, Status.ADDED, Status.ADDED]
    assert wechat.state.made == 3


def test_many_items_through_a_server_that_fails_one_call_in_five(
    harness: Harness, wechat: FakePlatform
) -> None:
    faults = [
        Fault("status", 500), Fault("drop"), Fault("drop", after=True), Fault("code", -1), Fault("code", -1, after=True),
        Fault("code", 45009), Fault("code", 45011), Fault("code", 42001), Fault("code", 40001), Fault("garbage"),
        Fault("garbage", after=True), Fault("status", 503, after=True),
    ]  # fmt: skip
    wechat.plan = lambda number, path: faults[number // 5 % len(faults)] if number % 5 == 0 else None
    outcomes = harness.run(harness.items(45))  # more than two pages of the list of drafts
    assert Counter(kinds(outcomes)) == {Status.ADDED: 45}
    assert len(wechat.state.drafts) == wechat.state.made == 45
    assert set(drafts_by_item(wechat).values()) == {1}
    assert len(drafts_by_item(wechat)) == 45


@pytest.mark.parametrize("kind", ["withdrawn", "corrected"])
def test_what_came_down_is_told_once_and_never_drafted(
    harness: Harness, wechat: FakePlatform, kind: str
) -> None:
    item, notice = harness.items(1)[0], samples.item(7, kind=kind, summary="参与人数写错，原文已经撤回。")
    told = harness.run([item, notice])
    assert kinds(told) == [Status.ADDED, Status.NOTICE]
    assert "参与人数写错" in told[1].note
    assert len(wechat.articles) == 1
    assert kinds(harness.run([item, notice])) == [Status.UNCHANGED] * 2
    assert len(wechat.articles) == 1


def test_a_choice_of_items_never_hides_what_came_down() -> None:
    feed = Feed("", (samples.item(1, kind="warning"), samples.item(2, kind="withdrawn")))
    chosen = Selection({"kind": frozenset(["briefing"]), "group": frozenset(["elderly"])})
    assert [item.kind for item in select([feed], chosen)] == ["withdrawn"]


def test_what_may_be_out_of_date_is_told_with_its_draft_and_once_it_is_published(
    harness: Harness, wechat: FakePlatform
) -> None:
    (item,) = harness.items(1)
    old = replace(item, outdated=True, html=f"<p>已过复核日期。</p>{item.html}")
    (added,) = harness.run([replace(old, guid="tag:other")])
    assert (added.status, "请复核后再用" in added.note) == (Status.ADDED, True)
    (kept,) = harness.run([item])
    assert "复核" not in kept.note
    (outcome,) = harness.run([old])
    assert (outcome.status, "请复核后再用" in outcome.note) == (Status.UPDATED, True)
    wechat.state.drafts.clear()
    later = replace(old, summary="又改过的摘要。")
    (gone,) = harness.run([later])
    assert (gone.status, "请复核后再用" in gone.note) == (Status.GONE, True)
    assert kinds(harness.run([later])) == [Status.UNCHANGED]
