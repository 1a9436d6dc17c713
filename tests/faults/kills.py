"""Kills, and what is left after them."""

import os
import pathlib
import time

import program as load_program
from program import Load, Lost

CHECK_EVERY = 5
AFTER_FIRST_MS = (50, 600)
WHILE_OPENING_MS = (0, 60)
DOWN_MS = (0, 300)
# Half of the loads integrate nearly all the time, so that kills find every moment of it.
INTEGRATING_MS = (1, 100)


class Killed:
    """One store, and a load on it that is killed again and again."""

    def __init__(self, program, engine, random):
        self.program = program
        self.engine = engine
        self.random = random
        self.load = None
        self.all = []
        self.unchecked = []
        self.kills = 0
        self.crashes = 0
        self.slowest_s = 0.0

    def keep(self, acknowledgements):
        self.all += acknowledgements
        self.unchecked += acknowledgements

    def sleep(self, bounds_ms):
        time.sleep(self.random.uniform(*bounds_ms) / 1000)

    def start(self):
        if self.load is None:
            self.load = Load(self.program, self.engine.where, "--every", self.random.choice(INTEGRATING_MS))

    def kill_process(self):
        self.start()
        # One in five is killed while it opens the store, which itself repairs what the last left.
        if self.random.random() < 0.2:
            self.sleep(WHILE_OPENING_MS)
        else:
            self.load.goes_on()
            self.sleep(AFTER_FIRST_MS)
        self.end(self.load.kill)
        self.kills += 1

    def crash_server(self):
        """The server dies under the load, which must go on by itself."""
        self.start()
        self.load.goes_on()
        self.sleep(AFTER_FIRST_MS)
        self.engine.crash()
        self.sleep(DOWN_MS)
        self.engine.restart()
        back = time.monotonic()
        self.load.goes_on(seconds=20, after=self.load.count())
        self.slowest_s = max(self.slowest_s, time.monotonic() - back)
        self.crashes += 1

    def end(self, how):
        load, self.load = self.load, None
        self.keep(how())

    def check(self, everything=False):
        if self.load is not None:
            self.end(self.load.stop)
        given = self.all if everything else self.unchecked
        said = load_program.check(self.program, self.engine.where, given)
        self.unchecked = []
        return said

    def run(self, kills):
        """Each kill, and a check after every fifth and the last; what the last check said."""
        for n in range(1, kills + 1):
            if self.engine.server and n % 2 == 0:
                self.crash_server()
            else:
                self.kill_process()
            if n % CHECK_EVERY == 0 and n < kills:
                self.check()
        return self.check(everything=True)

    def close(self):
        if self.load is not None:
            self.load.process.kill()


def bundle_of(entry):
    """The file of a published log that has the entry."""
    number = f"{entry // 256:03}"
    groups = [number[max(0, end - 3):end].zfill(3) for end in range(len(number), 0, -3)][::-1]
    return pathlib.Path("tile/entries", *["x" + group for group in groups[:-1]], groups[-1])


def altered_entry(folder, size, random):
    """Flips one bit of one published entry, of those in full bundles; which entry."""
    if size < 256:
        raise Lost(f"the log has {size} entries only")
    entry = random.randrange(size - size % 256)
    path = folder / bundle_of(entry)
    content = bytearray(path.read_bytes())
    length = len(content) // 256  # All entries of this log have one length, with two bytes for it.
    at = entry % 256 * length + random.randrange(7, length)  # In its commitment.
    content[at] ^= 1 << random.randrange(8)
    path.write_bytes(content)
    return entry


def verify_published(build, independent, program, engine, folder, random):
    """Publishes; both verifiers take the log, and refuse it with one entry altered."""
    published = folder / f"published-{engine.name}"
    key = load_program.run(program, "publish", engine.where, published).strip()
    ours = [build / "lawful-verify", "log", published, "--key", key]
    theirs = [independent, "log", published, key]
    load_program.run(*ours)
    size = int(load_program.run(*theirs).split()[0])
    entry = altered_entry(published, size, random)
    for verifier in (ours, theirs):
        said = load_program.run(*verifier, status=1)
        if f"entry {entry}" not in said:
            raise Lost(f"{os.path.basename(verifier[0])} does not name entry {entry}\n{said}")
    return size
