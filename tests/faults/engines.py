"""Where a load keeps its rows: a SQLite file, or a PostgreSQL server of its own that may be killed."""

import os
import pathlib
import pwd
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLUSTER = ROOT / "tools" / "postgres.sh"


class Sqlite:
    name = "sqlite"
    server = False

    def __init__(self, folder):
        self.where = str(folder / "rows.store")

    def close(self):
        pass


class Postgres:
    """A cluster of its own: a server that others use must not be killed."""

    name = "postgresql"
    server = True

    def __init__(self):
        self.where = subprocess.run([CLUSTER, "start"], stdout=subprocess.PIPE, check=True,
                                    stderr=subprocess.DEVNULL, text=True).stdout.strip()
        self.folder = pathlib.Path(self.where.partition("host=")[2].partition("&")[0])
        versions = pathlib.Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
        self.control = max(versions, key=lambda path: int(path.parent.parent.name))

    @staticmethod
    def is_installed():
        return any(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")) and CLUSTER.exists()

    def pg_ctl(self, *words):
        owner = pwd.getpwuid((self.folder / "data").stat().st_uid)
        command = [str(self.control), "-D", str(self.folder / "data"), *words]
        if owner.pw_uid != os.getuid():
            command = ["runuser", "-u", owner.pw_name, "--", *command]
        # The server must not hold this program's pipes.
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True)

    def crash(self):
        self.pg_ctl("-m", "immediate", "stop")

    def restart(self):
        # Before it repairs itself the server syncs its folder: as a whole, not a thousand files.
        settings = "-c recovery_init_sync_method=syncfs"
        self.pg_ctl("-w", "-t", "60", "-l", str(self.folder / "log"), "-o", settings, "start")

    def close(self):
        subprocess.run([CLUSTER, "stop", self.where], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
