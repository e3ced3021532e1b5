import pathlib
import sys

import pytest

# The bound on every test's time is the same as that of the trials of faults.
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Faults"))
pytest_plugins = ["bounds"]


def pytest_addoption(parser):
    parser.addoption("--zhibu", required=True, type=pathlib.Path, help="the program")
    parser.addoption("--rosters", type=int, default=12, help="how many made-up rosters each writer writes")


def pytest_generate_tests(metafunc):
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("--rosters")))


@pytest.fixture(scope="session")
def zhibu(request):
    return request.config.getoption("--zhibu")
