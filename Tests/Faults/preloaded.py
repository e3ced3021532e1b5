"""Builds what is put before the C library."""

import pathlib
import shutil
import subprocess


def build(name, folder):
    """By whichever C compiler there is: Swift's own comes with one.

    :return: the library made of `name`.c.
    """
    compiler = next(filter(None, map(shutil.which, ("clang", "gcc", "cc"))))
    library = folder / f"{name}.so"
    source = pathlib.Path(__file__).with_name(f"{name}.c")
    subprocess.run(
        [compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True
    )
    return library
