"""The same bureau in PostgreSQL beside a file, served by this binary and measured in turn."""

import contextlib
import os

from .against import microseconds
from .measures import Bureau, Row, in_turn, rate
from .processes import Failed, Server, run

# What a request costs this server's own process; PostgreSQL's own are counted for a submission besides.
COSTS = ("a submission", "an area's month", "a page of 50 sheets", "a page of 50 members")


def postgresql(place, size):
    """The rows of the table. `scripts/beside-postgresql` names the server, which waits for its disk."""
    server = os.environ.get("ZHIBU_TEST_POSTGRESQL")
    if server is None:
        raise Failed("no PostgreSQL is named: scripts/bench --postgresql starts one")
    host = server.split("host=")[1]
    run("createdb", "--host", host, "--username", "zhibu", "--template", "template0", "--encoding", "UTF8", "--locale", "C", "bench")
    address, beside = server.replace("/?", "/bench?"), place.folder / "bench"
    run(place.zhibu, "demo", "--members", size, "--database", address, "--files", beside)
    run(place.zhibu, "demo", "--members", size, "--database", place.database(size))
    rows = []
    with contextlib.ExitStack() as served:
        bureaus = []
        for arguments in ((address, beside), (place.database(size),)):
            bureau = Bureau(place, size, served.enter_context(Server(place.zhibu, *arguments)))
            bureau.sign_in()
            bureaus.append(bureau)
        figure, held = in_turn(place.rounds, *(bureau.submit for bureau in bureaus))
        rows.append(
            Row(
                f"durable sheet submissions, 32 clients of as many branches, {size:,} members", rate(figure),
                f"{rate(held)} in a file", figure / held, "", None,
            )
        )
        for what in COSTS:
            figure, held = in_turn(place.rounds, *(bureau.cost_of(what) for bureau in bureaus))
            rows.append(
                Row(f"cost of {what}, the server's process", microseconds(figure), f"{microseconds(held)}, in a file", figure / held, "", None)
            )
    return rows
