"""ledger_load as the fault tests use it: started, listened to, killed."""

import pathlib
import re
import signal
import subprocess
import threading
import time

ACKNOWLEDGEMENT = re.compile(rb"ack [0-9a-f]{32} [0-9]+ [A-Za-z0-9+/=]+\n")
LEASE_MS = 200
PATIENCE_S = 60


class Lost(Exception):
    """What a test found out of order."""


class Lines:
    """The lines that a pipe gave so far, and when the last came."""

    def __init__(self, pipe):
        self.lines = []
        self.changed = threading.Condition()
        self.thread = threading.Thread(target=self.listen, args=(pipe,), daemon=True)
        self.thread.start()

    def listen(self, pipe):
        for line in pipe:
            with self.changed:
                self.lines.append(line)
                self.changed.notify_all()
        pipe.close()

    def wait(self, seconds, process, enough):
        """Until enough(lines), or the process has ended; the answer of enough."""
        until = time.monotonic() + seconds
        with self.changed:
            while not enough(self.lines):
                left = until - time.monotonic()
                if left <= 0 or process.poll() is not None and not self.thread.is_alive():
                    return enough(self.lines)
                self.changed.wait(min(left, 0.05))
            return True

    def close(self):
        self.thread.join(PATIENCE_S)
        return list(self.lines)


class Load:
    """A running load. Ended by kill or stop, which give its acknowledgements."""

    def __init__(self, program, where, *flags, lease=LEASE_MS, before=()):
        # Python ignores SIGXFSZ and SIGPIPE, and so shall the load: a file at its limit is an error.
        self.process = subprocess.Popen(
            [*before, str(program), "load", where, "--lease", str(lease), *map(str, flags)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            restore_signals=False)
        self.acknowledged = Lines(self.process.stdout)
        self.notes = Lines(self.process.stderr)

    def count(self):
        return len(self.acknowledged.lines)

    def goes_on(self, seconds=PATIENCE_S, after=0):
        """Waits for an acknowledgement more than `after`."""
        if not self.acknowledged.wait(seconds, self.process, lambda lines: len(lines) > after):
            self.process.kill()
            raise Lost(f"no acknowledgement came within {seconds} s\n{self.said()}")

    def says(self, text, seconds=PATIENCE_S):
        """Waits for a note that contains the text."""
        def there(lines):
            return any(text in line.decode() for line in lines)
        if not self.notes.wait(seconds, self.process, there):
            self.process.kill()
            raise Lost(f"it never said `{text}`\n{self.said()}")

    def said(self):
        return b"".join(self.notes.lines).decode()

    def errors(self):
        return [line for line in self.said().splitlines() if line.startswith("error ")]

    def kill(self):
        self.process.kill()
        return self.ended(-signal.SIGKILL)

    def stop(self):
        self.process.terminate()
        return self.ended(0)

    def ended(self, status):
        """The acknowledgements, after the process has ended as it should."""
        found = self.process.wait(PATIENCE_S)
        lines = self.acknowledged.close()
        self.notes.close()
        if found != status:
            raise Lost(f"the load ended with {found} instead of {status}\n{self.said()}")
        wrong = [line for line in self.errors() if not line.startswith(("error unavail", "error conf"))]
        if wrong:
            raise Lost("errors that no fault explains:\n" + "\n".join(wrong))
        # What a killed process left of its last line is no acknowledgement.
        if lines and not lines[-1].endswith(b"\n"):
            lines.pop()
        broken = [line for line in lines if not ACKNOWLEDGEMENT.fullmatch(line)]
        if broken:
            raise Lost(f"a line of its output is broken: {broken[0]!r}")
        return lines


def run(*words, status=0, given=b""):
    """Runs a program to its end; what it said."""
    done = subprocess.run([str(word) for word in words], input=given, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=10 * PATIENCE_S, check=False)
    said = done.stdout.decode(errors="replace")
    if done.returncode != status:
        name = pathlib.Path(words[0]).name
        raise Lost(f"{name} {words[1]} ended with {done.returncode} instead of {status}\n{said[-4000:]}")
    return said


def check(program, where, acknowledgements, lease=LEASE_MS, proofs=300):
    """Every acknowledgement is kept and fsck finds nothing; what the check said."""
    return run(program, "check", where, "--lease", lease, "--proofs", proofs,
               given=b"".join(acknowledgements))
