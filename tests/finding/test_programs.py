"""Programs on a table of sentences, ``tests/data/programs.tsv``, that needs no programming to extend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding.programs import Programs
from summaryminer.lexicons import LexiconError, Lexicons, load
from summaryminer.records import Program

TABLE = Path(__file__).parent.parent / "data" / "programs.tsv"


def rows() -> list[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(*line.split("\t"), "")[:3] for line in lines[1:]]  # type: ignore[misc]


def shown(program: Program) -> str:
    text = "" if program.text == program.canonical else f"={program.text}"
    return f"{'~' if program.generic else ''}{program.canonical}{text}"


@pytest.fixture(scope="module")
def finder() -> Programs:
    return Programs(load())


class TestTable:
    @pytest.mark.parametrize(("phenomenon", "text", "expected"), rows())
    def test_sentence(self, finder: Programs, phenomenon: str, text: str, expected: str) -> None:
        from summaryminer.cleaning import clean_text

        assert "; ".join(map(shown, finder.scan(clean_text(text, load()).text))) == expected, phenomenon

    def test_table_is_long_enough(self) -> None:
        assert len(rows()) >= 70


class TestSpans:
    def test_offsets_count_in_the_whole_text(self, finder: Programs) -> None:
        text = "平安建设有序推进。\n实施希望工程。\n落实河长制。"
        found = finder.scan(text, 10, 17)
        assert [(p.start, p.end, p.text) for p in found] == [(12, 16, "希望工程")]
        assert text[12:16] == "希望工程"

    @given(st.text(alphabet="实施开展“”《》「」雪亮工程项目行动活动计划，。、的健康教育\n12", max_size=60))
    @settings(max_examples=300, deadline=None)
    def test_spans_are_exact_in_order_and_disjoint(self, finder: Programs, text: str) -> None:
        end = 0
        for program in finder.scan(text):
            assert program.start >= end
            assert program.text == text[program.start : program.end]
            assert program.canonical
            end = program.end

    @pytest.mark.parametrize("unit", ["工程", "“", '"', "《", "开展“雪亮”工程，", "活动", "一"])
    def test_hostile_text_takes_time_in_proportion(self, finder: Programs, unit: str) -> None:
        from time import process_time

        def taken(size: int) -> float:
            began = process_time()
            finder.scan(unit * size)
            return process_time() - began

        taken(1000)
        assert taken(20000) < 40 * max(taken(2000), 0.003)


class TestLexicon:
    def test_a_users_folder_adds_and_removes(self, tmp_path: Path) -> None:
        (tmp_path / "programs.tsv").write_text(
            "name\talso\tkind\tfield\n暖阳驿站\t暖阳小站\tprogram\t民生社会\n-河长制\n", encoding="utf-8"
        )
        finder = Programs(Lexicons([tmp_path]))
        assert [shown(p) for p in finder.scan("新建暖阳小站3个，落实河长制。")] == ["暖阳驿站=暖阳小站"]

    def test_a_wrong_kind_names_file_and_line(self, tmp_path: Path) -> None:
        (tmp_path / "programs.tsv").write_text("name\talso\tkind\tfield\n暖阳驿站\t\tscheme\t\n", encoding="utf-8")
        with pytest.raises(LexiconError, match=r"programs\.tsv:2: there is no kind 'scheme'; write program or area"):
            Programs(Lexicons([tmp_path]))

    def test_no_name_is_listed_twice(self) -> None:
        names = [word for row in load().table("programs") for word in (row["name"], *filter(None, row.get("also").split("|")))]
        assert sorted({name for name in names if names.count(name) > 1}) == []
