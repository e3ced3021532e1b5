"""This binary beside another one, each with bureaus of its own making, measured in turn in the same minutes."""

import contextlib
import dataclasses
import statistics

from .imports import ImportFiles
from .measures import Bureau, Row, in_turn, rate
from .processes import Server, run

# What a request costs, and how many rows an import takes in a second, as ratios to the other binary's.
COSTS = (("a submission", 0.68), ("an area's month", 0.60), ("a page of 50 sheets", 0.65), ("a page of 50 members", 0.63))
IMPORTS = (("members", 1.9), ("score sheets", 2.0))


def against(place, other, size, sheets):
    """The rows of the table: `other` is the other binary, `size` how many members the bureaus have."""
    places = []
    for name, zhibu in (("own", place.zhibu), ("other", other)):
        folder = place.folder / name
        folder.mkdir()
        places.append(dataclasses.replace(place, zhibu=zhibu, folder=folder))
    return costs(places, size) + imports(places, sheets)


def costs(places, size):
    """Both serve all the time; one that nobody asks takes nothing of the processor."""
    rows = []
    with contextlib.ExitStack() as served:
        bureaus = []
        for place in places:
            run(place.zhibu, "demo", "--members", size, "--database", place.database(size))
            bureau = Bureau(place, size, served.enter_context(Server(place.zhibu, place.database(size))))
            bureau.sign_in()
            bureaus.append(bureau)
        for what, goal in COSTS:
            own, other = in_turn(places[0].rounds, *(bureau.cost_of(what) for bureau in bureaus))
            ratio = own / other
            rows.append(
                Row(f"cost of {what}, {size:,} members", microseconds(own), microseconds(other), ratio, f"≤ {goal:.2f}", ratio <= goal)
            )
    return rows


def imports(places, sheets):
    """Each round into a new database of each binary's."""
    files = ImportFiles(places[0].folder, sheets)

    found = [
        [files.rates(place, place.folder / f"imports-{round}.sqlite") for place in places]
        for round in range(places[0].rounds)
    ]
    rows = []
    for index, (what, goal) in enumerate(IMPORTS):
        own, other = (statistics.median(round[place][index] for round in found) for place in (0, 1))
        ratio = own / other
        rows.append(Row(f"import of {files.counts[index]:,} {what}", f"{rate(own)} rows", f"{rate(other)} rows", ratio, f"≥ {goal}", ratio >= goal))
    return rows


def microseconds(seconds):
    return f"{seconds * 1e6:,.0f} µs of processor"
