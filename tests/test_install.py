"""A wheel, built and installed in a bare environment, gives the command and reads news."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it; the packages it needs are lent by this environment."""
    folder = tmp_path_factory.mktemp("a bare place")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    (site,) = (folder / "env").rglob("site-packages")
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    python = folder / "env" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*pip, "--force-reinstall", str(wheel)], check=True)
    return folder / "env" / "bin" / "barograph"


@pytest.mark.slow
def test_wheel_reads_news_in_an_empty_home(command: Path, tmp_path: Path) -> None:
    home = tmp_path / "an empty home"
    home.mkdir()
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(command), *words], env=env, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    news = home / "news.txt"
    told = "Russia recalled its ambassador to Kenya on Friday."
    news.write_text(f"Moscow recalls its envoy\n\n{told}\n", "utf-8")
    run("read", str(news), "--published", "2019-06-13T09:00Z", "--outlet", "wire.example")
    pairs = json.loads(run("show", "--json"))
    assert [row["pair"] for row in pairs] == ["KEN-RUS"]
    assert "barograph" in run("--version")
