"""Do many coders at once lose a judgement? Simulated coders judge over HTTP, and the server is killed half-way.

``python -m benchmarks.coders [--coders 20] [--each 100] [--no-kill]`` serves the example reports, lets every coder take
what a queue gives and judge it, kills the server (SIGKILL) when half of the judgements are there, starts it again, and
holds the log against what coders sent: each must be there once. Whoever got no answer sends again with the same key.
Beside it all coders judge one and the same fact at the same moment. Prints one JSON object.

``python -m benchmarks.coders --beside INPUT... [--store FILE]`` tells how long one coder waits for his judgements to be
saved while ``communique add INPUT...`` fills the same store (a copy of FILE, or of the example reports).
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from communique.review.verdicts import Rules
from communique.store import open_store
from communique.web.example import example_store

PATIENCE = 300.0
"""Seconds for which a coder tries again."""


class Server:
    """``communique serve`` in a process of its own."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.command = [sys.executable, "-m", "communique", "serve", "--store", str(store), "--port", str(self.port)]
        self.start()

    def start(self) -> None:
        """Begin, and wait until it answers."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the server does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()


class Coder(threading.Thread):
    """Somebody who judges what a queue gives until he has judged enough."""

    def __init__(self, name: str, server: Server, each: int, together: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.by, self.server, self.each, self.together = name, server, each, together
        self.rng = random.Random(name)
        self.sent: dict[str, str] = {}
        """Key -> fact, of what was answered."""
        self.seconds: list[float] = []
        self.again = 0
        self.wrong: list[str] = []

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """An answer, however often it has to be asked for."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
                connection.request(
                    method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"}
                )
                answer = connection.getresponse()
                found = json.loads(answer.read() or b"null")
                connection.close()
                if answer.status < 400:
                    return found
                if answer.status != 503:
                    raise ValueError(f"{answer.status} {found}")
            except (OSError, http.client.HTTPException):
                self.again += 1
            if time.monotonic() > until:
                raise TimeoutError(path)
            time.sleep(self.rng.uniform(0.02, 0.2))

    def judge(self, fact: dict[str, Any], number: int) -> None:
        """One judgement."""
        key = f"{self.by}-{number}"
        verdict = self.rng.choice(("accept", "accept", "accept", "reject"))
        began = time.monotonic()
        self.ask("POST", "/api/judgements", {
            "verdict": verdict, "fact": fact["fact"], "text": fact["text"], "by": self.by, "key": key,
            "revision": fact["revision"],
        })  # fmt: skip
        self.seconds.append(time.monotonic() - began)
        self.sent[key] = fact["fact"]

    def run(self) -> None:
        """Judge, the first fact at the same moment as everybody else."""
        try:
            number = 0
            while number < self.each:
                found = self.ask("GET", f"/api/queue?coder={self.by}&limit={min(5, self.each - number)}")["facts"]
                if not found:
                    break
                for fact in found:
                    if number == 0:
                        self.together.wait(PATIENCE)
                    self.judge(fact, number)
                    number += 1
        except (ValueError, TimeoutError, threading.BrokenBarrierError) as error:
            self.wrong.append(str(error))


def run(coders: int, each: int, kill: bool) -> dict[str, Any]:
    """The whole of it; gives the figures."""
    with tempfile.TemporaryDirectory() as folder, example_store() as examples:
        path = Path(folder) / "coders.db"
        shutil.copy(examples, path)
        with open_store(path) as store:
            for n in range(coders):
                store.review.add_coder(f"coder{n:02}", by="benchmark")
            store.review.agree_on(Rules(coders=coders), by="benchmark")  # so that nobody's queue runs dry
            before = len(store.log())
            server = Server(path)
            together = threading.Barrier(coders)
            crew = [Coder(f"coder{n:02}", server, each, together) for n in range(coders)]
            began = time.monotonic()
            for one in crew:
                one.start()
            killed_at = None
            while any(one.is_alive() for one in crew):
                time.sleep(0.1)
                done = sum(len(one.sent) for one in crew)
                if kill and killed_at is None and done >= coders * each // 2:
                    server.kill()
                    killed_at = done
                    server.start()
            seconds = time.monotonic() - began
            server.kill()
            made = store.log()[before:]
            keys = Counter(str(j.what.get("key")) for j in made)
            sent = {key: fact for one in crew for key, fact in one.sent.items()}
            there = {str(j.what.get("key")): j.what["fact"] for j in made}
            times = sorted(s for one in crew for s in one.seconds) or [0.0]
            first = [j for j in made if str(j.what.get("key", "")).endswith("-0")]
            return {
                "coders": coders, "answered": len(sent), "in_the_log": len(made), "seconds": round(seconds, 1),
                "killed_after": killed_at, "sent_again": sum(one.again for one in crew),
                "lost": sum(there.get(key) != fact for key, fact in sent.items()),
                "doubled": sum(many - 1 for many in keys.values()),
                "on_one_fact_at_once": len(first), "facts_of_these": len({j.what["fact"] for j in first}),
                "median_ms": round(1000 * statistics.median(times)),
                "p95_ms": round(1000 * times[len(times) * 95 // 100]),
                "problems": [p.what for p in store.check().problems],
                "errors": [w for one in crew for w in one.wrong][:5],
            }  # fmt: skip


def beside(inputs: list[str], store: Path | None) -> dict[str, Any]:
    """How long a judgement takes while reports are added."""
    with tempfile.TemporaryDirectory() as folder, example_store() as examples:
        path = Path(folder) / "beside.db"
        shutil.copy(store or examples, path)
        server = Server(path)
        coder = Coder("Ana", server, 1, threading.Barrier(1))
        facts = coder.ask("GET", "/api/queue?coder=Ana&limit=50")["facts"]
        command = [sys.executable, "-m", "communique", "add", *inputs, "--store", str(path)]
        began = time.monotonic()
        adding = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        number = 0
        while adding.poll() is None:
            fact = facts[number % len(facts)]
            coder.judge({**fact, "revision": None}, number)
            number += 1
            time.sleep(coder.rng.uniform(0.0, 0.3))
        seconds = time.monotonic() - began
        server.kill()
        times = sorted(coder.seconds)
        with open_store(path) as made:
            there = len(made.log()) if store is None else None
        return {
            "judged": len(times), "in_the_log": there, "add_took_s": round(seconds, 1),
            "add_ended_with": adding.returncode,
            "median_ms": round(1000 * statistics.median(times)), "p95_ms": round(1000 * times[len(times) * 95 // 100]),
            "slowest_ms": round(1000 * times[-1]), "over_a_second": sum(one > 1 for one in times),
        }  # fmt: skip


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--coders", type=int, default=20)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--no-kill", action="store_true")
    parser.add_argument("--beside", nargs="+", metavar="INPUT")
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    if given.beside:
        print(json.dumps(beside(given.beside, given.store), indent=1))
        return
    print(json.dumps(run(given.coders, given.each, not given.no_kill), indent=1))


if __name__ == "__main__":
    main()
