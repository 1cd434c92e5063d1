"""Ray reads the same shards to the same bytes; a node that is lost costs what it was reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from communique.errors import ShardError, UsageError
from communique.shards import ray_engine
from communique.shards.engine import read_shards
from communique.shards.folder import ShardFolder
from communique.shards.local import LocalEngine
from communique.shards.ray_engine import RayEngine
from tests.ingest.killed import made
from tests.shards.conftest import Cutter
from tests.shards.test_shards import no_models, toy

ROOT = Path(__file__).parents[2]
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install '.[ray]'")
pytestmark = pytest.mark.filterwarnings("default")  # Ray's own are not ours


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", paths)
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    yield
    import ray

    ray.shutdown()


def test_without_ray(cut_made: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    folder, cut = cut_made(5)
    with pytest.raises(UsageError, match=r"Install communique\[ray\]; in its folder: .* --engine local reads on this"):
        read_shards(folder, cut, RayEngine(2))


@needs_ray
def test_the_same_bytes(cut_made: Cutter, ray: None) -> None:
    folder, cut = cut_made(23, bad=(4,))
    assert read_shards(folder, cut, LocalEngine(1, toy)).done == 5
    before = [folder.records_path(n).read_bytes() for n in range(5)]
    told = read_shards(folder, cut, RayEngine(2, reader=toy), again=True)
    assert (told.done, told.reports, told.failed, told.aside) == (5, 23, 1, [])
    assert [folder.records_path(n).read_bytes() for n in range(5)] == before
    with pytest.raises(ShardError, match=r"the model is missing\. Install it"):
        read_shards(folder, cut, RayEngine(2, reader=no_models), again=True)


@needs_ray
def test_no_cluster_at_the_address(cut_made: Cutter, ray: None, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cut = cut_made(5)

    def refuse(**given: object) -> None:
        raise ConnectionError("Failed to connect\nand much more")

    monkeypatch.setattr(ray_engine._library(), "init", refuse)
    with pytest.raises(UsageError, match=r"no Ray cluster can be used at 10\.0\.0\.1:6379 \(Failed to connect\)"):
        read_shards(folder, cut, RayEngine(2, "10.0.0.1:6379", toy))


def _node(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ray.scripts.scripts", "start", *arguments, "--num-cpus=1", "--disable-usage-stats",
         "--object-store-memory=100000000", "--block"],
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _end(node: subprocess.Popen[bytes]) -> None:
    """All processes of a node: its session."""
    found = subprocess.run(["ps", "-o", "pid=", "-s", str(node.pid)], capture_output=True, text=True, check=False)
    for process in (*map(int, found.stdout.split()), node.pid):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    node.wait()


@needs_ray
@pytest.mark.skipif("COMMUNIQUE_RAY_CLUSTER" not in os.environ, reason="minutes; set COMMUNIQUE_RAY_CLUSTER=1")
def test_a_node_is_lost(cut_made: Cutter, ray: None, tmp_path: Path) -> None:
    folder, cut = cut_made(600, size=10)
    nodes = [_node("--head", "--port=6479", "--include-dashboard=false")]
    try:
        time.sleep(15)
        nodes.append(_node("--address=127.0.0.1:6479"))
        time.sleep(15)
        code = (
            "import sys; from pathlib import Path; from communique.shards.engine import read_shards; "
            "from communique.shards.folder import ShardFolder; from communique.shards.ray_engine import RayEngine; "
            "from tests.shards.killed import slow; f = ShardFolder(Path(sys.argv[1])); "
            "t = read_shards(f, f.whole_cut(), RayEngine(2, '127.0.0.1:6479', slow)); print(t.done, len(t.aside))"
        )
        run = subprocess.Popen(
            [sys.executable, "-c", code, str(folder.path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while len(folder.markers(cut)) < 6 and run.poll() is None:
            time.sleep(0.2)
        _end(nodes.pop())
        lost_at = len(folder.markers(cut))
        out, err = run.communicate(timeout=300)
        assert run.returncode == 0, err[-2000:]
    finally:
        for node in nodes:
            _end(node)
    assert lost_at < 60, "all was read before the node was lost: the test says nothing"
    assert out.splitlines()[-1].split() == ["60", "0"]  # above it Ray tells what became of the node
    markers = ShardFolder(folder.path).markers(cut)
    texts = [record.report.text for marker in markers.values() for record in folder.records(marker)]
    assert texts == [report.text for report in made(600)]
