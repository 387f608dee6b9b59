"""The fuzzer's targets hold on what it once found, on its seeds, and on texts that hypothesis makes of the same pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, pieces, text_of

FOUND = sorted(path for path in (Path(__file__).parent / "found").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name[:14]}")
def test_found_cases_stay_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("room", TARGETS)
def test_seeds_hold(room: str) -> None:
    tried = [TARGETS[room](seed) for seed in seeds(room)]
    assert len(tried) > 10


def test_bytes_name_pieces() -> None:
    listed = pieces("pieces.txt")
    assert text_of(bytes([0, 1, 2])) == listed[1] + listed[2]
    assert text_of(b"\x01\xe5\xbb\xba") == "建"
    assert text_of(bytes([0x80 | 3 << 2, *[0] * 6])) == listed[0] * 12
    assert len(set(listed)) == len(listed) > 200


@pytest.mark.slow
@pytest.mark.parametrize("room", TARGETS)
@settings(max_examples=3000, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=120))
def test_any_bytes(room: str, data: bytes) -> None:
    TARGETS[room](data)
