"""./run: one command that sets up what is missing, and only then."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "run", *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@contextmanager
def started(folder: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """./run as a shell starts it, in a process group of its own, which is gone in the end."""
    with subprocess.Popen(
        [folder / "run", *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A project folder whose environment only writes down what it is asked to do."""
    folder = tmp_path / "a földer"
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("run", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder / name)
    log = folder / "log"
    (binaries / "python").write_text(f'#!/bin/sh\nprintf "%s " "$@" >>"{log}"; echo >>"{log}"\n', encoding="utf-8")
    (binaries / "pip").write_text(f"#!{binaries}/python\n", encoding="utf-8")
    (binaries / "pytest").write_text("#!/bin/sh\n")
    for name in ("python", "pytest"):
        (binaries / name).chmod(0o755)
    log.touch()
    return folder


def installs(folder: Path) -> int:
    return (folder / "log").read_text().count("pip install")


def also(folder: Path, script: str) -> None:
    """Let the environment's Python, which is pip too, do something more."""
    with (folder / ".venv" / "bin" / "python").open("a") as file:
        file.write(script)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_without_a_command_it_explains_itself(stand_in: Path, arguments: tuple[str, ...]):
    done = run(stand_in, *arguments)
    assert done.returncode == 0
    assert "./run manim render scenes/diamond.py" in done.stdout
    assert installs(stand_in) == 0


def test_a_command_runs_in_the_environment_and_its_exit_status_comes_back():
    code = "import sys; print(sys.prefix); sys.exit(7)"
    done = run(ROOT, "python", "-c", code)
    assert done.returncode == 7
    assert Path(done.stdout.strip()) == ROOT / ".venv"


def test_the_first_call_installs_and_the_next_does_not(stand_in: Path):
    assert run(stand_in, "true").returncode == 0
    first = installs(stand_in)
    assert first > 0
    assert run(stand_in, "true").returncode == 0
    assert installs(stand_in) == first


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_updates_the_environment_once(stand_in: Path, name: str):
    run(stand_in, "true")
    before = installs(stand_in)
    with (stand_in / name).open("a") as file:
        file.write("# changed\n")
    run(stand_in, "true")
    after = installs(stand_in)
    assert after > before
    run(stand_in, "true")
    assert installs(stand_in) == after


def test_an_interrupted_installation_is_taken_up_again(stand_in: Path):
    python = stand_in / ".venv" / "bin" / "python"
    good = python.read_text()
    also(stand_in, 'case "$*" in *--editable*) exit 130 ;; esac\n')
    done = run(stand_in, "true")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    python.write_text(good)
    before = installs(stand_in)
    assert run(stand_in, "true").returncode == 0
    assert installs(stand_in) > before


def test_an_environment_that_a_link_leads_to_is_never_emptied(stand_in: Path, tmp_path: Path):
    """Where a folder was copied with the link in it, the environment of the first folder was emptied."""
    copied = tmp_path / "copy"
    copied.mkdir()
    for name in ("run", "pyproject.toml", "constraints.txt"):
        shutil.copy(stand_in / name, copied / name)
    (copied / ".venv").symlink_to(stand_in / ".venv")
    before = sorted(path.name for path in stand_in.rglob("*"))
    # Everything that the system has to bring is there, so that the environment is next.
    binaries = tmp_path / "bin"
    path = bare_path(binaries, cc="", pkg_config="")
    for name, program in {"python3": sys.executable, "ls": shutil.which("ls")}.items():
        (binaries / name).symlink_to(program)
    done = run(copied, "true", PATH=path)
    assert done.returncode == 1
    assert ".venv is a link, and what it leads to was not made here" in done.stderr
    assert sorted(path.name for path in stand_in.rglob("*")) == before


# The lines of a real installation, shortened.
PIP_SAYS = """\
Looking in indexes: elsewhere
Obtaining file:///project
  Installing build dependencies: started
  Installing build dependencies: finished with status 'done'
Collecting numpy==2.4.6 (from -c constraints.txt (line 3))
  Downloading numpy-2.4.6-cp311-cp311-manylinux.whl (18.6 MB)
Collecting manim[typst]<0.23,>=0.22 (from sparsity==0.1.0)
Requirement already satisfied: pillow>=10 in somewhere
Building wheels for collected packages: pycairo
  Building wheel for pycairo (pyproject.toml): started
  Building wheel for pycairo (pyproject.toml): finished with status 'done'
Installing collected packages: numpy, pycairo, manim
Successfully installed all of it
"""
DOING = ["run: getting numpy", "run: getting manim", "run: compiling pycairo", "run: unpacking all of them"]


def pip_says(folder: Path, text: str, status: int) -> None:
    (folder / "said").write_text(text)
    also(folder, f'case "$*" in *--editable*) cat "{folder}/said"; exit {status} ;; esac\n')


def test_without_a_terminal_each_package_is_a_line(stand_in: Path):
    pip_says(stand_in, PIP_SAYS, 0)
    done = run(stand_in, "true")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == ["run: installing the Python packages (once, a minute or two)", *DOING]


def test_on_a_terminal_one_line_changes_from_package_to_package(stand_in: Path):
    pip_says(stand_in, PIP_SAYS, 0)
    ours, theirs = pty.openpty()
    done = subprocess.run([stand_in / "run", "true"], stdin=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    _, line = shown.split("\r\n")
    clear = "\r\x1b[K"
    # The first pip has nothing to say; in the end the line is empty.
    assert line == clear + "".join(clear + doing for doing in DOING) + clear


def test_without_a_network_it_says_so_before_pip_speaks_of_versions(stand_in: Path):
    retrying = (
        "WARNING: Retrying (Retry(total={})) after connection broken by 'NewConnectionError(...)': /simple/pip/\n"
    )
    wrong = "ERROR: Cannot install pip because these package versions have conflicting dependencies.\n"
    more = "\nThe conflict is caused by:\n    The user requested pip\n"
    pip_says(stand_in, "".join(map(retrying.format, range(5))) + wrong + more, 1)
    done = run(stand_in, "true")
    assert done.returncode == 1
    first, *others = done.stderr.splitlines()[1:]
    assert first == "run: the package index could not be reached; is there a network? Trying again"
    assert others[:-2] == (wrong + more).splitlines()
    assert others[-2].startswith("run: the Python packages could not be installed")


def test_what_does_not_compile_is_shown_as_pip_says_it(stand_in: Path):
    wrong = "  error: subprocess-exited-with-error\n  \n  × Building wheel did not run successfully.\n  ╰─> cc: no x.h"
    pip_says(stand_in, "WARNING: The cache has been disabled.\nCollecting x\n" + wrong + "\n", 1)
    done = run(stand_in, "true")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:-2] == [
        "WARNING: The cache has been disabled.",
        "run: getting x",
        *wrong.splitlines(),
    ]


WAITING = "run: another ./run is installing what is missing; waiting until it is done\n"


@pytest.fixture(params=["flock", "python"])
def locking(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A PATH on which one of the two ways to lock is there; macOS has only the second."""
    path = bare_path(tmp_path / "bin", chromium="")
    locker = {"flock": shutil.which("flock"), "python": sys.executable}[request.param]
    (tmp_path / "bin" / {"flock": "flock", "python": "python3"}[request.param]).symlink_to(locker)
    for name in ("true", "sleep"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    return path


def slow_installation(folder: Path) -> Path:
    """Let pip say that it collects something, and then wait for a file, which is returned."""
    go = folder / "go"
    also(folder, f'echo "Collecting patience"; while [ ! -e "{go}" ]; do sleep 0.05; done\n')
    return go


def test_two_first_calls_at_once_install_once(stand_in: Path, locking: str):
    run(stand_in, "true")
    before = installs(stand_in)
    go = slow_installation(stand_in)
    with started(stand_in, "pytest", PATH=locking) as first:
        while "patience" not in first.stderr.readline():
            assert first.poll() is None
        with started(stand_in, "pytest", PATH=locking) as second:
            assert second.stderr.readline() == WAITING
            go.touch()
            assert second.communicate() == ("", "")
        first.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    # Pip itself, and the packages.
    assert installs(stand_in) == before + 2


def test_a_killed_installation_keeps_nobody_waiting(stand_in: Path, locking: str):
    run(stand_in, "true")
    go = slow_installation(stand_in)
    with started(stand_in, "pytest", PATH=locking) as first:
        while "patience" not in first.stderr.readline():
            assert first.poll() is None
    go.touch()
    done = run(stand_in, "pytest", PATH=locking)
    assert done.returncode == 0
    assert WAITING not in done.stderr


def test_a_command_keeps_nobody_waiting(stand_in: Path):
    """A video may take an hour."""
    with started(stand_in, "sh", "-c", "echo started; exec sleep 60") as first:
        assert first.stdout.readline() == "started\n"
        with (stand_in / "pyproject.toml").open("a") as file:
            file.write("# changed\n")
        assert WAITING not in run(stand_in, "true").stderr
        assert first.poll() is None


def bare_path(folder: Path, **commands: str) -> str:
    """A PATH with the least that ./run needs, and commands that print something."""
    folder.mkdir()
    for name in ("sh", "cat", "cksum", "dirname", "env", "grep", "mv"):
        (folder / name).symlink_to(shutil.which(name))
    for name, says in commands.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\necho {says or '$0 $@'}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    return str(folder)


def test_only_tests_bring_what_only_tests_need(stand_in: Path, tmp_path: Path):
    path = bare_path(tmp_path / "bin", apt_get="", id="0", chromium="")
    run(stand_in, "true")
    assert "--group test" not in (stand_in / "log").read_text()
    assert run(stand_in, "pytest", PATH=path).returncode == 0
    assert "--group test" in (stand_in / "log").read_text()
    before = installs(stand_in)
    assert run(stand_in, "pytest", PATH=path).returncode == 0
    assert installs(stand_in) == before


def test_tests_bring_a_browser_where_there_is_none(stand_in: Path, tmp_path: Path):
    run(stand_in, "true")
    path = bare_path(tmp_path / "bin", apt_get="", id="0")
    done = run(stand_in, "pytest", PATH=path)
    assert done.returncode == 0
    assert "apt-get install -y --no-install-recommends chromium" in done.stderr.splitlines()[-1]
    (tmp_path / "bin" / "chromium").symlink_to(shutil.which("true"))
    assert "apt-get" not in run(stand_in, "pytest", PATH=path).stderr


def test_without_rights_the_browser_is_asked_for_and_the_other_tests_run(stand_in: Path, tmp_path: Path):
    run(stand_in, "true")
    done = run(stand_in, "pytest", PATH=bare_path(tmp_path / "bin", apt_get="", id="1000"))
    assert done.returncode == 0
    assert "As root, type:" in done.stderr
    assert "install -y --no-install-recommends chromium" in done.stderr
    assert done.stderr.splitlines()[-1] == "run: without Chromium the tests of pages and decks will fail"


def test_without_a_package_manager_it_says_what_to_install(stand_in: Path, tmp_path: Path):
    shutil.rmtree(stand_in / ".venv")
    path = bare_path(tmp_path / "bin")
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    done = run(stand_in, "true", PATH=path)
    assert done.returncode == 1
    for word in ("Python 3.11", "C compiler", "pkg-config", "cairo", "pango"):
        assert word in done.stderr


def test_without_rights_it_says_what_to_type(stand_in: Path, tmp_path: Path):
    shutil.rmtree(stand_in / ".venv")
    done = run(stand_in, "true", PATH=bare_path(tmp_path / "bin", apt_get="", id="1000"))
    assert done.returncode == 1
    assert "apt-get install" in done.stderr
    assert "libcairo2-dev" in done.stderr
