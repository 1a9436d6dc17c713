"""Two processes on one store: refused on SQLite, taken over from on PostgreSQL."""

import time

import program as load_program
from program import Load, Lost

CONFLICT = 75
LEASE_MS = 5000
FEW = ("--integrators", 1, "--clients", 2)  # Every row is proved afterwards.
MARGIN_S = 30  # Patience with a busy machine: how long it took is printed, not judged.


def second_writer(program, where):
    """Who opens a store that another process writes is refused, and the first goes on."""
    first = Load(program, where)
    try:
        first.goes_on()
        for command in ("load", "check"):
            said = load_program.run(program, command, where, status=CONFLICT)
            if "is being written by another process" not in said:
                raise Lost(f"the refusal does not say why\n{said}")
        first.goes_on(after=first.count())
        acknowledged = first.stop()
    finally:
        first.process.kill()
    load_program.check(program, where, acknowledged)
    return f"refused: {said.strip()}"


def take_over(program, where):
    """Of two that integrate one is killed: the other has the lease when it ends, and goes on."""
    first = Load(program, where, *FEW, lease=LEASE_MS)
    second = None
    try:
        first.goes_on()
        first.says("lease taken", seconds=2 * LEASE_MS / 1000)
        second = Load(program, where, *FEW, lease=LEASE_MS)
        second.goes_on()
        time.sleep(0.5)
        if "lease taken" in second.said():
            raise Lost("two held the lease")
        acknowledged = first.kill()
        killed = time.monotonic()
        second.says("lease taken", seconds=LEASE_MS / 1000 + MARGIN_S)
        took = time.monotonic() - killed
        time.sleep(0.5)
        acknowledged += second.stop()
    finally:
        first.process.kill()
        if second is not None:
            second.process.kill()
    said = load_program.check(program, where, acknowledged, proofs=len(acknowledged))
    if f"{len(acknowledged)} kept, {len(acknowledged)} of them proved" not in said:
        raise Lost(f"not every acknowledged row is proved\n{said}")
    return (f"lease of {LEASE_MS / 1000:.0f} s taken over {took:.1f} s after the kill; "
            + "; ".join(said.splitlines()))
