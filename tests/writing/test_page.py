"""The page: what it holds, hostile text, offsets; and in a real browser: sorting, filtering, clicking through, language, keyboard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summaryminer.tables.audit import audit
from summaryminer.tables.extraction import Extraction
from summaryminer.writing.page import render, write_page
from tests.tables.gold import corpus, extraction
from tests.tables.test_audit import report

HOSTILE = '<script>window.hacked=1</script></script><img src=x onerror="window.hacked=2"> javascript:alert(1) {{7*7}} &lt;b&gt; \u2028 ]]> <!--'
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def data(page: str) -> dict[str, Any]:
    """The JSON that the page holds."""
    found = {
        name: re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
        for name in ("data", "documents")
    }
    assert all(found.values())
    loaded: dict[str, Any] = json.loads(found["data"][1])  # type: ignore[index]
    return {**loaded, "documents": json.loads(found["documents"][1])}  # type: ignore[index]


def tables() -> Extraction:
    made = extraction(
        [
            ("a.txt", report(f"建档率⟦102%|建档率|id=records.rate⟧。{HOSTILE}。𠮷野家随访⟦30人|随访⟧。", "甲院")),
            (
                "b.txt",
                report("建档率⟦88.5%|建档率|id=records.rate⟧，力争⟦95%|建档率|id=records.rate target⟧。", "乙院", 2020),
            ),
            ("c.txt", report("建档率⟦91%|建档率|id=records.rate⟧。", "乙院")),
        ]
    )
    audit(made)
    return made


def test_hostile_text_is_data() -> None:
    page = render(tables())
    assert "window.hacked=1</script>" not in page
    assert "<img" not in page
    assert HOSTILE in data(page)["documents"][0]["text"]
    assert "49" not in re.findall(r"\{\{7\*7\}\}|49", data(page)["documents"][0]["text"])
    assert page.count("</script>") == page.count("<script")


def test_no_address_of_the_network() -> None:
    page = render(extraction([("a.txt", report("建档率⟦90%|建档率⟧。"))]))
    assert set(re.findall(r"https?://[^\s\"'<)]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert re.search(r"<(?:link[^>]+href=\"(?!data:)|script[^>]+src=|img|iframe)", page) is None


def test_offsets_count_as_browsers_do() -> None:
    for document in data(render(tables()))["documents"]:
        units = document["text"].encode("utf-16-le")
        for figure in document["figures"]:
            assert units[2 * figure["start"] : 2 * figure["end"]].decode("utf-16-le") == figure["text"]


def test_without_texts_the_sentences_are_shown() -> None:
    made = tables()
    page = data(render(Extraction(made.tables(), {})))
    assert not page["documents"][0]["kept"]
    for figure in page["documents"][1]["figures"]:
        assert page["documents"][1]["text"][figure["start"] : figure["end"]] == figure["text"]


def test_comparison_and_findings_reach_the_page() -> None:
    page = data(render(tables()))
    (column,) = page["comparison"]["columns"]
    assert column["count"] == 2
    targets = [cell.get("target") for cell in page["comparison"]["cells"]]
    assert 0.95 not in targets  # a target of another year than the value's is no target of it
    assert [one["code"] for one in page["findings"]] == ["share_above_100"]
    assert page["findings"][0]["place"] == 0


def test_nothing_at_all(tmp_path: Path) -> None:
    page = write_page(tmp_path / "view.html", extraction([]))
    assert data(page.read_text(encoding="utf-8"))["documents"] == []


def test_words_in_both_languages() -> None:
    for name, words in data(render(extraction([])))["strings"].items():
        assert set(words) == {"zh", "en"}, name
        assert all(words.values()), name


@pytest.fixture
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium fonts-noto-cjk")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser: Any, path: Path) -> tuple[Any, list[str]]:
    """The page in the browser, and everything that goes wrong or out to the network."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: request.url.startswith(path.as_uri()) or wrong.append(request.url))
    page.goto(path.as_uri())
    return page, wrong


@pytest.mark.slow
def test_in_the_browser(browser: Any, tmp_path: Path) -> None:
    page, wrong = opened(browser, write_page(tmp_path / "view.html", tables()))
    assert "工作总结" in page.title()
    page.click("#tab-comparison")
    rows = lambda: page.locator("#view-comparison tbody tr:not(.median) th").all_inner_texts()  # noqa: E731
    assert len(rows()) == 2
    page.click("#view-comparison thead th >> nth=1 >> button")
    assert rows()[0].startswith("甲院")
    page.click("#view-comparison thead th >> nth=1 >> button")
    assert rows()[0].startswith("乙院")
    page.fill("#view-comparison input >> nth=0", "甲")
    page.wait_for_selector("#view-comparison tbody tr:nth-child(2).median")
    page.click("#view-comparison tbody td a")
    page.wait_for_selector("mark.here")
    assert page.inner_text("mark.here") == "102%"
    assert page.evaluate("document.activeElement.classList.contains('here')")
    assert "102%" in page.inner_text(".panel")
    assert "确数" in page.inner_text(".panel")
    assert "比例超过100%" in page.inner_text(".panel")
    assert HOSTILE.replace("\u2028", "")[:30] in page.inner_text(".text")
    page.click("#back")
    page.wait_for_selector("#view-comparison:not([hidden])")
    page.click("#language")
    assert page.inner_text("#tab-findings") == "Findings"
    page.click("#tab-findings")
    assert "can't exceed 100%" in page.inner_text("#view-findings")
    page.click(".finding a >> nth=1")
    page.wait_for_selector("mark.here.flagged")
    assert page.evaluate("window.hacked") is None
    assert wrong == []


@pytest.mark.slow
def test_from_a_rejected_figure_to_the_chosen_one(browser: Any, tmp_path: Path) -> None:
    body = "讲座⟦3次|讲座|id=education.lectures⟧；全年讲座⟦14次|讲座|id=education.lectures⟧。"
    page, wrong = opened(browser, write_page(tmp_path / "view.html", extraction([("a.txt", report(body))])))
    page.click("#tab-documents")
    page.click("mark[data-place='0']")
    assert "14次 ✓" in page.inner_text(".panel")
    page.click(".panel a:has-text('14次')")
    page.wait_for_selector("mark.here[data-place='1']")
    assert "3次" in page.inner_text(".panel")
    assert wrong == []


@pytest.mark.slow
def test_by_keyboard(browser: Any, tmp_path: Path) -> None:
    page, wrong = opened(browser, write_page(tmp_path / "view.html", tables()))
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tab-documents"
    page.keyboard.press("Enter")
    page.wait_for_selector("mark[data-place]")
    page.focus("mark[data-place]")
    assert "102%" in page.inner_text("#hint")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.here")
    assert "102%" in page.inner_text(".panel")
    assert wrong == []


def worked(metrics: Any) -> float:
    """Seconds that the page's thread has worked since the page was opened."""
    found = {one["name"]: one["value"] for one in metrics.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


@pytest.mark.slow
def test_three_hundred_reports(browser: Any, tmp_path: Path) -> None:
    from tests.tables import gold

    marked = [
        (f"{turn}/{path.name}", path.read_bytes().decode().replace('institution="', f'institution="{turn}'))
        for turn in range(4)
        for path in gold.reports("reports")[::2][:75]
    ]
    assert len(marked) == 300
    path = write_page(tmp_path / "view.html", extraction(marked))
    assert path.stat().st_size <= 15_000_000
    page, wrong = opened(browser, path)
    page.wait_for_selector("#view-overview .card")
    # The page's own thread is timed, not the clock on the wall: the machine may be busy with other things.
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    page.wait_for_selector("#view-overview .card")
    assert 0 < worked(metrics) < 2
    for name in ("comparison", "findings", "documents"):
        page.click(f"#tab-{name}")
        page.wait_for_selector(f"#view-{name}:not([hidden])")
    assert wrong == []


@pytest.mark.slow
def test_prints(browser: Any, tmp_path: Path) -> None:
    made = corpus("pairs")
    audit(made)
    page, wrong = opened(browser, write_page(tmp_path / "view.html", made))
    page.click("#tab-documents")
    assert len(page.pdf()) > 10_000
    assert wrong == []
