"""What all trials of faults share: the program, a bureau to try it on, the seed, and the figures told at the end."""

import os
import pathlib
import random
import shutil

import pytest

from bounds import pytest_runtest_protocol  # a hook
from server import Server, accounts_of, run

FIGURES = pytest.StashKey[list]()


def pytest_addoption(parser):
    group = parser.getgroup("faults")
    group.addoption("--zhibu", default=os.environ.get("ZHIBU", ".build/release/zhibu"), help="the program to try")
    group.addoption("--cycles", type=int, default=200, help="how often the server is killed under load")
    group.addoption("--states", type=int, default=2000, help="how many states a power cut leaves are tried")
    group.addoption("--writers", type=int, default=50, help="how many write at once")
    group.addoption("--seed", type=int, help="what chance goes by; told at the end")


def pytest_configure(config):
    config.stash[FIGURES] = []
    if config.option.seed is None:
        config.option.seed = random.SystemRandom().randrange(1 << 32)
    # The few of everything that one waits for in every run of all tests.
    if config.option.markexpr == "quick":
        config.option.cycles = min(config.option.cycles, 6)
        config.option.states = min(config.option.states, 300)


def pytest_report_header(config):
    return f"seed {config.option.seed}: the same again with --seed {config.option.seed}"


def pytest_terminal_summary(terminalreporter, config):
    terminalreporter.section("figures")
    for subject, figures in config.stash[FIGURES]:
        terminalreporter.write_line(f"{subject}: " + ", ".join(f"{value} {name}" for name, value in figures.items()))
    terminalreporter.write_line(f"seed {config.option.seed}")


@pytest.fixture
def figures(request):
    """Takes up what a trial came to: figures("kill -9", cycles=200, missing=0)."""

    def tell(subject, **values):
        request.config.stash[FIGURES].append((subject, {name.replace("_", " "): v for name, v in values.items()}))

    return tell


@pytest.fixture(scope="session")
def zhibu(request):
    return str(pathlib.Path(request.config.option.zhibu).resolve(strict=True))


@pytest.fixture
def chance(request):
    """Chance of a trial's own, so that one alone takes the same way as all together."""
    return random.Random(f"{request.config.option.seed} {request.node.name}")


@pytest.fixture(scope="session")
def made(zhibu, tmp_path_factory):
    """A bureau with a history and an open month, at rest, and the passwords of its people. To be copied, not opened."""
    path = tmp_path_factory.mktemp("bureau") / "bureau.sqlite"
    said = run(zhibu, "demo", "--database", path)
    assert said.returncode == 0, said.stderr
    return path, accounts_of(said.stdout)


@pytest.fixture(scope="session")
def bureau(made):
    return made[0]


@pytest.fixture
def database(bureau, tmp_path):
    return copy(bureau, tmp_path / "bureau.sqlite")


@pytest.fixture
def served(zhibu, database):
    with Server(zhibu, database) as server:
        yield server


def copy(database, path):
    """The database as it lies there, with its keys and the files that its records carry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.isdir(f"{database}.files"):
        shutil.copytree(f"{database}.files", f"{path}.files")
    for suffix in ["", ".keys"]:
        shutil.copyfile(f"{database}{suffix}", f"{path}{suffix}")
    return path
