"""The wheel carries the lexicons and works from any folder; an editable install and a plain checkout find the top-level ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PROBE = (
    "import json, summaryminer as sm, summaryminer.lexicons as l;"
    "e = sm.Extractor().extract_text('2021年青山镇卫生院随访1660人次。');"
    "print(json.dumps([sm.__file__, str(l.shipped()), e.figures.value.tolist()]))"
)


def probe(python: str, folder: Path, path: str | None = None) -> tuple[Path, Path, list[float]]:
    import json

    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = path
    done = subprocess.run([python, "-c", PROBE], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    file, lexicons, values = json.loads(done.stdout)
    return Path(file), Path(lexicons), values


def test_a_plain_checkout_finds_the_lexicons_beside_the_package(tmp_path: Path) -> None:
    file, lexicons, values = probe(sys.executable, tmp_path, str(PROJECT))
    assert file == PROJECT / "summaryminer" / "__init__.py"
    assert lexicons == PROJECT / "lexicons"
    assert values == [1660.0]


@pytest.mark.slow
def test_the_wheel_carries_its_lexicons(tmp_path: Path) -> None:
    wheels, site = tmp_path / "wheels", tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(wheels), str(PROJECT)], check=True)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    file, lexicons, values = probe(sys.executable, tmp_path, str(site))
    assert file.is_relative_to(site)
    assert lexicons == site / "summaryminer" / "_lexicons"
    assert values == [1660.0]
    names = {path.relative_to(lexicons).as_posix() for path in lexicons.rglob("*") if path.is_file()}
    assert names == {path.relative_to(PROJECT / "lexicons").as_posix() for path in (PROJECT / "lexicons").rglob("*") if path.is_file()}
    assert (site / "summaryminer" / "py.typed").is_file()


@pytest.mark.slow
def test_an_editable_install_finds_the_lexicons_of_the_checkout(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = tmp_path / "venv" / "lib" / version / "site-packages"
    subprocess.run([sys.executable, "-m", "pip", "-q", "--python", str(python), "install", "--no-deps", "-e", str(PROJECT)], check=True)
    (site / "zz_dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    file, lexicons, values = probe(str(python), tmp_path)
    assert file == PROJECT / "summaryminer" / "__init__.py"
    assert lexicons == PROJECT / "lexicons"
    assert values == [1660.0]


@pytest.mark.slow
def test_what_is_published_is_sound_and_the_wheel_alone_does_the_main_job(tmp_path: Path) -> None:
    """sdist and wheel as a registry gets them; a new environment with the wheel and its dependencies reads the sample reports."""
    build = [sys.executable, "-m", "build", "-o", str(tmp_path / "dist"), str(PROJECT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,), (sdist,) = (tmp_path / "dist").glob("*.whl"), (tmp_path / "dist").glob("*.tar.gz")
    check = [sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist)]
    checked = subprocess.run(check, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with tarfile.open(sdist) as archive:
        names = {Path(name).relative_to(Path(name).parts[0]).as_posix() for name in archive.getnames()}
    assert {"lexicons/units.tsv", "corpus/README.md", "docs/index.md", "tests/test_cli.py", "LICENSE", "CHANGELOG.md"} <= names
    assert not any(name.startswith((".venv", "tables/", ".ci")) for name in names)

    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "new")], check=True)
    python = tmp_path / "new" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "-q", "install", str(wheel)], check=True, capture_output=True)
    shutil.copytree(PROJECT / "corpus" / "samples", tmp_path / "reports")
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def command(*arguments: str) -> str:
        program = str(tmp_path / "new" / "bin" / "summaryminer")
        done = subprocess.run([program, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    command("extract", "reports", "-o", "tables", "--format", "csv", "--format", "parquet", "--format", "xlsx", "--format", "sqlite")
    assert len((tmp_path / "tables" / "figures.csv").read_text(encoding="utf-8-sig").splitlines()) > 50
    assert "青石镇卫生院" in command("compare", "tables")
    command("audit", "tables")
    command("view", "tables", "-o", "view.html")
    assert (tmp_path / "view.html").stat().st_size > 10_000
    assert "用法" in command("extract", "--help", "--lang", "zh")
    command("lexicon", "new", "words")
    assert (tmp_path / "words" / "indicators.toml").is_file()
