"""One draft an item, whatever happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from column.wechat.delivery import draft_key as marker
from column.wechat.delivery.deliver import SETTLE, Outcome, What
from column.wechat.platform.errors import PassingError, SetupError, UnsureError
from support.wechat import samples
from support.wechat.bench import Bench
from support.wechat.server import Fault, WeChat

ADD, UPDATE, LIST = "/cgi-bin/draft/add", "/cgi-bin/draft/update", "/cgi-bin/draft/batchget"


def kinds(outcomes: list[Outcome]) -> list[What]:
    return [outcome.what for outcome in outcomes]


def drafts_by_item(wechat: WeChat) -> Counter[str]:
    marks = [marker.read(article["content_source_url"]) for article in wechat.articles]
    return Counter(mark.key for mark in marks if mark)


def test_new_items_become_drafts_and_are_then_left_alone(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(3)
    assert kinds(bench.run(items)) == [What.ADDED] * 3
    before = len(wechat.calls)
    assert kinds(bench.run(items)) == [What.SAME] * 3
    assert len(wechat.calls) == before, "nothing new, nothing called"
    article = wechat.articles[0]
    assert article["title"] == items[0].short_title
    assert article["author"] == "无城派出所"
    assert article["digest"] == samples.SUMMARY
    assert article["pic_crop_1_1"] == "0.287222_0_0.712778_1"
    assert article["content_source_url"].startswith(items[0].link + "#wx-")


def test_an_edited_item_updates_its_draft(bench: Bench, wechat: WeChat) -> None:
    (item,) = bench.items(1)
    bench.run([item])
    edited = replace(item, html=item.html.replace("居民", "小区居民"))
    (outcome,) = bench.run([edited])
    assert outcome.what is What.UPDATED
    assert "手工改过" in outcome.why
    assert len(wechat.articles) == 1
    assert "小区居民" in wechat.articles[0]["content"]
    assert kinds(bench.run([edited])) == [What.SAME]


def test_an_edited_item_whose_draft_was_published_is_told_once_and_not_drafted(
    bench: Bench, wechat: WeChat
) -> None:
    (item,) = bench.items(1)
    bench.run([item])
    wechat.publish(next(iter(wechat.state.drafts)))
    assert kinds(bench.run([item])) == [What.SAME]
    edited = replace(item, summary="更正后的摘要。")
    (outcome,) = bench.run([edited])
    assert outcome.what is What.GONE
    assert outcome.open
    assert "已经发布或被删除" in outcome.why
    assert kinds(bench.run([edited])) == [What.SAME], "told once"
    assert kinds(bench.run([replace(edited, summary="又更正。")])) == [What.GONE], (
        "and again for another edit"
    )
    assert wechat.state.made == 1


def test_eight_items_go_into_one_draft(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(10)
    assert kinds(bench.run(items, digest=True)) == [What.ADDED] * 10
    assert [len(draft.articles) for draft in wechat.state.drafts.values()] == [8, 2]
    assert [article["digest"] for article in wechat.articles] == [""] * 10
    edited = replace(items[4], title="改过", short_title="改过")
    assert kinds(bench.run([*items[:4], edited, *items[5:]], digest=True))[4] is What.UPDATED
    first = next(iter(wechat.state.drafts.values()))
    assert [article["title"] for article in first.articles][3:6] == [
        items[3].headline,
        "改过",
        items[5].headline,
    ]


def test_an_article_that_the_editor_took_out_of_a_draft_is_not_put_back(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(3)
    bench.run(items, digest=True)
    draft = next(iter(wechat.state.drafts.values()))
    del draft.articles[0]
    edited = [replace(item, summary="改过的摘要。") for item in items]
    assert kinds(bench.run(edited, digest=True)) == [What.GONE, What.UPDATED, What.UPDATED]
    assert [article["title"] for article in draft.articles] == [items[1].headline, items[2].headline]


def test_a_draft_whose_marker_the_editor_removed_is_still_updated(bench: Bench, wechat: WeChat) -> None:
    (item,) = bench.items(1)
    bench.run([item])
    wechat.articles[0]["content_source_url"] = ""
    assert kinds(bench.run([replace(item, summary="改过。")])) == [What.UPDATED]


@pytest.mark.parametrize("kind", ["drop", "status", "garbage", "code"])
@pytest.mark.parametrize("after", [False, True])
def test_an_add_of_which_nobody_knows_the_effect_makes_one_draft(
    bench: Bench, wechat: WeChat, kind: str, after: bool
) -> None:
    fault = Fault(kind, code=-1 if kind == "code" else 502, after=after)
    wechat.plan = lambda number, path: fault if path == ADD and wechat.count(ADD) == 1 else None
    assert kinds(bench.run(bench.items(1))) == [What.ADDED]
    assert wechat.state.made == len(wechat.state.drafts) == 1
    assert wechat.count(ADD) == (1 if after else 2)
    assert any(pause > SETTLE / 2 for pause in bench.pauses), "the call that was cut off has time to arrive"


def test_a_bundle_of_which_nobody_knows_the_effect_makes_one_draft(bench: Bench, wechat: WeChat) -> None:
    wechat.plan = lambda number, path: Fault("drop", after=True) if path == ADD else None
    assert kinds(bench.run(bench.items(5), digest=True)) == [What.ADDED] * 5
    assert wechat.state.made == 1


def test_an_open_intention_is_settled_at_the_next_start_also_for_an_item_that_left_the_feed(
    bench: Bench, wechat: WeChat
) -> None:
    first, second = bench.items(2)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnsureError):
        bench.run([first])
    assert wechat.state.made == 1
    wechat.plan = lambda number, path: None
    assert kinds(bench.run([second])) == [What.ADDED]
    assert kinds(bench.run([first, second])) == [What.SAME, What.SAME]
    assert wechat.state.made == 2


def _late(wechat: WeChat) -> bool:
    """From the first `draft/add` on."""
    return wechat.count(ADD) > 0


def test_an_item_edited_while_its_draft_was_in_doubt_is_brought_up_to_date(
    bench: Bench, wechat: WeChat
) -> None:
    (item,) = bench.items(1)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnsureError):
        bench.run([item])
    wechat.plan = lambda number, path: None
    assert kinds(bench.run([replace(item, summary="改过。")])) == [What.UPDATED]
    assert wechat.state.made == 1
    assert wechat.articles[0]["digest"] == "改过。"


def test_a_lost_ledger_makes_no_second_draft(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(23)
    bench.run(items)
    (bench.folder / "wechat.sqlite").unlink()
    edited = [replace(items[0], summary="改过。"), *items[1:]]
    assert kinds(bench.run(edited)) == [What.UPDATED, *[What.FOUND] * 22]
    assert set(drafts_by_item(wechat).values()) == {1}
    assert wechat.state.made == 23


def test_the_box_is_read_with_contents_where_the_short_list_has_no_addresses(
    bench: Bench, wechat: WeChat
) -> None:
    wechat.bare_lists = True
    items = bench.items(2)
    bench.run(items)
    (bench.folder / "wechat.sqlite").unlink()
    assert kinds(bench.run(items)) == [What.FOUND, What.FOUND]


def test_a_doubt_that_came_up_long_ago_is_told(
    bench: Bench, wechat: WeChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = bench.items(1)
    wechat.plan = lambda number, path: (
        Fault("drop", after=True) if path in (ADD, LIST) and _late(wechat) else None
    )
    with pytest.raises(UnsureError):
        bench.run([item])
    wechat.plan = lambda number, path: None
    wechat.publish(next(iter(wechat.state.drafts)))
    ledger = bench.ledger()
    ledger._base.execute("UPDATE draft SET since = since - 3600")
    ledger.close()
    (outcome,) = bench.run([item])
    assert outcome.what is What.ADDED
    assert "如果它已经发布，请删掉这份草稿" in outcome.why


def test_pictures_are_uploaded_once(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(4)  # the photo in the content is the same in all
    bench.run(items)
    assert wechat.count("uploadimg") == 1 + 4, "one photo, and a QR code each"
    assert wechat.count("add_material") == 4
    bench.run([replace(item, summary="改过。") for item in items])
    assert wechat.count("uploadimg") == 5
    assert wechat.count("add_material") == 4


def test_a_cover_that_was_deleted_from_the_library_is_uploaded_again(bench: Bench, wechat: WeChat) -> None:
    (item,) = bench.items(1)
    bench.run([item])
    wechat.state.materials.clear()
    assert kinds(bench.run([replace(item, summary="改过。")])) == [What.UPDATED]
    wechat.state.materials.clear()
    other = replace(item, guid="tag:column.example.invalid,2025:other")
    assert kinds(bench.run([other])) == [What.ADDED]


def test_what_cannot_fit_is_left_and_nothing_is_uploaded_for_it(bench: Bench, wechat: WeChat) -> None:
    long, good = bench.items(2)
    long = replace(long, short_title="", title="一" * 33)
    outcomes = bench.run([long, good])
    assert kinds(outcomes) == [What.LEFT, What.ADDED]
    assert "33 个字" in outcomes[0].why
    assert "短标题" in outcomes[0].why
    assert wechat.count("add_material") == 1


def test_an_item_with_a_missing_picture_is_left(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(2)
    del wechat.files[items[0].cover.removeprefix(wechat.site)]
    assert kinds(bench.run(items)) == [What.LEFT, What.ADDED]


def test_a_draft_that_was_thrown_away_by_mistake_is_made_again_when_asked_for(
    bench: Bench, wechat: WeChat
) -> None:
    items = bench.items(2)
    bench.run(items)
    links = {item.link for item in items}
    assert kinds(bench.run(items, again=links)) == [What.SAME, What.SAME], "both are still in the box"
    wechat.publish(next(iter(wechat.state.drafts)))
    assert kinds(bench.run(items, again=links)) == [What.ADDED, What.SAME]
    assert len(wechat.state.drafts) == 2


def test_samples_are_never_drafted(bench: Bench, wechat: WeChat) -> None:
    assert kinds(bench.run(bench.items(1, sample=True))) == [What.SAMPLE]
    assert not wechat.articles


def test_what_the_platform_refuses_is_left_and_leaves_no_intention(bench: Bench, wechat: WeChat) -> None:
    items = bench.items(2)
    wechat.plan = lambda number, path: (
        Fault("code", 45166) if path == ADD and wechat.count(ADD) == 1 else None
    )
    outcomes = bench.run(items)
    assert kinds(outcomes) == [What.LEFT, What.ADDED]
    assert "45166" in outcomes[0].why
    assert kinds(bench.run(items)) == [What.ADDED, What.SAME]


def test_an_account_without_the_right_stops_the_run(bench: Bench, wechat: WeChat) -> None:
    wechat.plan = lambda number, path: Fault("code", 48001) if path == ADD else None
    with pytest.raises(SetupError, match="草稿箱接口"):
        bench.run(bench.items(2))
    wechat.plan = lambda number, path: None
    assert kinds(bench.run(bench.items(2))) == [What.ADDED, What.ADDED]


def test_a_quota_that_stays_used_up_ends_the_run_and_the_next_one_goes_on(
    bench: Bench, wechat: WeChat
) -> None:
    items = bench.items(3)
    wechat.plan = lambda number, path: (
        Fault("code", 45009) if path == ADD and wechat.state.made == 1 else None
    )
    with pytest.raises(PassingError, match="次数用完"):
        bench.run(items)
    assert sum(bench.pauses) >= 1800 - 60
    wechat.plan = lambda number, path: None
    assert kinds(bench.run(items)) == [What.SAME, What.ADDED, What.ADDED]
    assert wechat.state.made == 3


def test_a_hundred_items_through_a_server_that_fails_one_call_in_five(bench: Bench, wechat: WeChat) -> None:
    faults = [
        Fault("status", 500), Fault("drop"), Fault("drop", after=True), Fault("code", -1), Fault("code", -1, after=True),
        Fault("code", 45009), Fault("code", 45011), Fault("code", 42001), Fault("code", 40001), Fault("garbage"),
        Fault("garbage", after=True), Fault("status", 503, after=True),
    ]  # fmt: skip
    wechat.plan = lambda number, path: faults[number // 5 % len(faults)] if number % 5 == 0 else None
    outcomes = bench.run(bench.items(100))
    assert Counter(kinds(outcomes)) == {What.ADDED: 100}
    assert len(wechat.state.drafts) == wechat.state.made == 100
    assert set(drafts_by_item(wechat).values()) == {1}
    assert len(drafts_by_item(wechat)) == 100
