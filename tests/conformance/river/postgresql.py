"""A PostgreSQL server of the tests' own: on loopback, on a free port, in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

SESSION_ZONE = "America/New_York"
"""Not UTC, and with clocks that go back, on purpose."""


@contextmanager
def running_server(data: Path) -> Generator[str]:
    """Start a server on a data folder, made when it is missing, and yield its URL, without a database."""
    # The server refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    port = _free_port()
    if not data.exists():
        if user:
            shutil.chown(data.parent, user)
        command: list[str | Path] = [
            _program("initdb"),
            "-D",
            data,
            "-U",
            "river",
            "-A",
            "trust",
            "--no-sync",
        ]
        command += ["-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)
    settings = {
        "fsync": "off",
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "TimeZone": SESSION_ZONE,
        "unix_socket_directories": "",
    }
    options = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
    with (data.parent / "postgresql.log").open("ab") as log:
        server = subprocess.Popen(
            [_program("postgres"), "-D", data, *options], user=user, cwd="/", stderr=log
        )
    try:
        url = f"postgresql://river@127.0.0.1:{port}"
        _wait_until_ready(url, server)
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown
        server.wait(timeout=30)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended at once with code {server.returncode}: see postgresql.log")
        if (
            subprocess.run([_program("pg_isready"), "-q", "-d", f"{url}/postgres"], check=False).returncode
            == 0
        ):
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not become ready within 30 seconds: see postgresql.log")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program(name: str) -> Path:
    """Find a server program, which Debian keeps off the PATH."""
    on_path = shutil.which(name)
    if on_path:
        return Path(on_path)
    installed = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])
    )
    if not installed:
        raise FileNotFoundError(f"{name} is missing: install PostgreSQL (Debian: apt-get install postgresql)")
    return installed[-1]
