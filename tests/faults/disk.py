"""A disk that is full, and one that fails now and then."""

import re
import resource
import shutil
import subprocess

import program as load_program
from program import Load, Lost

MEGABYTE = 1 << 20
SMALL_MB = 4
ROOMY_MB = 256
FILE_LIMIT = 3 * MEGABYTE
FAULTS_S = 3
# How often a call fails: a durable write syncs once or twice, and writes dozens of times.
FAILING = {"sync": 0.02, "rw": 0.005}
# How often the store is opened until no call fails in that, and the exit statuses of a store that is not opened.
STARTS = 30
REFUSED = (69, 70)
# SQLite takes a read that fails with EIO for a damaged file; the check afterwards tells the difference.
EXPLAINED = re.compile(r"error unavailable .*|"
                       r"error corrupt .*: `[a-z.-]+`: the file is damaged, or its disk cannot be read")


class SmallDisk:
    """A file system of its own, which can be made larger while it is in use."""

    says = "the disk is full"

    def __init__(self, folder):
        self.folder = folder / "small"
        self.folder.mkdir()
        self.mount(f"size={SMALL_MB}m")

    def mount(self, options):
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def limit(self, process):
        pass

    def give_room(self, process):
        self.mount(f"remount,size={ROOMY_MB}m")

    def close(self):
        subprocess.run(["umount", self.folder], check=True)


class SmallFiles:
    """Where nothing may be mounted: a limit on the length of files, which makes writes fail."""

    says = "a write to the file failed"

    def __init__(self, folder):
        self.folder = folder / "small"
        self.folder.mkdir(exist_ok=True)

    def limit(self, process):
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (FILE_LIMIT, resource.RLIM_INFINITY))

    def give_room(self, process):
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def close(self):
        pass


def small_place(folder):
    try:
        return SmallDisk(folder)
    except (OSError, subprocess.SubprocessError):
        return SmallFiles(folder)


def full(program, place):
    """Refused with a clear error when there is no room; with room again the same process goes on."""
    where = str(place.folder / "rows.store")
    load = Load(program, where, "--body", 8000)
    try:
        load.goes_on()
        place.limit(load.process)
        load.says(place.says)
        at_full = load.count()
        place.give_room(load.process)
        load.goes_on(seconds=20, after=at_full + 100)
        acknowledged = load.stop()
    finally:
        load.process.kill()
    said = load_program.check(program, where, acknowledged)
    kind = type(place).__name__
    return f"{kind}: {at_full} acknowledged when full, {len(acknowledged)} in the end; " + "; ".join(said.splitlines())


def is_fiu_installed():
    return shutil.which("fiu-run") is not None


def failing(program, folder, calls):
    """Calls of the operating system fail at random: errors are reported, nothing is lost."""
    where = str(folder / f"failing-{calls}.store")
    load_program.check(program, where, started(program, where))
    faults = ("fiu-run", "-x", "-c", f"enable_random name=posix/io/{calls}/*,probability={FAILING[calls]}")
    for _ in range(STARTS):
        load = Load(program, where, "--lasts", FAULTS_S * 1000, before=faults)
        status = load.process.wait(load_program.PATIENCE_S)
        acknowledged = load.acknowledged.close()
        load.notes.close()
        if status not in REFUSED or acknowledged:
            break  # Else a call failed while the store was opened: it was refused, and is opened again.
    if status != 0:
        raise Lost(f"the load ended with {status}\n{load.said()}")
    errors = load.errors()
    if not errors:
        raise Lost(f"no error was reported\n{load.said()}")
    if not all(EXPLAINED.fullmatch(error) for error in errors):
        raise Lost(f"errors of another sort\n{load.said()}")
    said = load_program.check(program, where, acknowledged)
    return f"{len(acknowledged)} acknowledged, {len(errors)} sorts of errors; " + "; ".join(said.splitlines())


def started(program, where):
    """A store with some rows, made while nothing fails; their acknowledgements."""
    load = Load(program, where)
    load.goes_on(after=50)
    return load.stop()
