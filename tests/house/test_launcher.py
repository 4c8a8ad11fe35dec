"""`./sasando` on machines that lack something: a clear sentence, exit status 3, and nothing half made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_structure import ROOT

PYTHONS = ("python3.13", "python3.12", "python3.11", "python3", "python")


@pytest.fixture
def clone(tmp_path) -> Path:
    """What a fresh clone has, as far as the launcher reads it."""
    folder = tmp_path / "sasando baru"  # a space, as in many folders of an office
    folder.mkdir()
    for name in ("sasando", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def commands(tmp_path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def pretend(folder: Path, name: str, script: str) -> None:
    """A command of this name that does only this."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def start(clone: Path, commands: Path, **more: str):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_", "SASANDO_"))}
    environment |= {"PATH": f"{commands}:/usr/bin:/bin", **more}
    command = [clone / "sasando", "--version"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


class TestAPythonThatIsTooOld:
    def test_is_named_with_what_to_do(self, clone, commands):
        for name in PYTHONS:
            pretend(commands, name, 'case "$2" in *version_info\\[:3\\]*) printf 3.9.2 ;; *) exit 1 ;; esac')
        done = start(clone, commands)
        assert done.returncode == 3
        assert "Python 3.9.2 terlalu lama" in done.stderr
        assert "needs Python 3.11 or newer" in done.stderr

    def test_named_by_hand_is_refused_too(self, clone, commands):
        pretend(commands, "tua", "exit 1")
        done = start(clone, commands, SASANDO_PYTHON=str(commands / "tua"))
        assert done.returncode == 3
        assert "tidak dapat dipakai" in done.stderr


class TestAFullDisk:
    def test_is_seen_before_anything_is_made(self, clone, commands):
        pretend(commands, "df", "printf 'Filesystem K Used Available Use Mount\\n/ 9 9 1000 9 /\\n'")
        done = start(clone, commands)
        assert done.returncode == 3
        assert "Disk hampir penuh" in done.stderr
        assert not (clone / ".venv").exists()


class TestAMissingNetwork:
    def test_is_told_from_other_failures(self, clone, commands):
        pretend(commands, "uv", "exit 1")
        for name in PYTHONS:
            pretend(commands, name, f'exec "{sys.executable}" "$@"')
        nowhere = "http://127.0.0.1:9/"
        done = start(clone, commands, PIP_INDEX_URL=nowhere, PIP_RETRIES="0", PIP_TIMEOUT="2")
        assert done.returncode == 3
        assert "Pustaka tidak dapat diunduh: periksa jaringan" in done.stderr
        assert not (clone / ".venv.lock").exists()


class TestWhatIsThereAlready:
    def test_starts_without_setting_up_again(self):
        done = subprocess.run([ROOT / "sasando", "--version"], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("sasando ")
        assert done.stderr == ""
