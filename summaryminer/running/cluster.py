"""The same work on a cluster: dask carries batches to its workers, and each works on them as a run on one machine does.

On every worker a batch goes through a :class:`~summaryminer.running.pool.Pool` of one process, so a file that kills
or hangs it costs that file, there as here; dask itself takes care of workers that are lost with their machine. Files
go in by name and parts come out at a place that all machines can write to; what travels between machines is names and
counts alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from summaryminer.running.batches import Task
from summaryminer.running.errors import RunError
from summaryminer.running.pool import News, Pool
from summaryminer.running.settings import Settings

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster", "extract_bundle"]

BUNDLE_BYTES = 32 << 20
"""What a worker is given at once, at most: its process starts anew for each bundle, which must not count."""

BUNDLES_PER_WORKER = 4
"""Bundles for each worker, at least, so that none waits long for another at the end."""


class Cluster:
    """Workers of a dask cluster that extract batches into parts; used like a :class:`~summaryminer.running.pool.Pool`.

    Args:
        settings: of the run.
        recorded: the same as the manifest records them.
        store: place of the parts, the same for all machines (a path on a shared file system, or a URL).
        address: of the scheduler (``tcp://host:8786``), or ``local:N`` for N workers on this machine.
    """

    def __init__(
        self,
        settings: Settings,
        recorded: Mapping[str, object],
        store: str,
        address: str,
    ) -> None:
        self._settings, self._recorded, self._store = settings, dict(recorded), store
        self._address = address

    def work(self, batches: Iterator[list[Task]]) -> Generator[News, None, None]:
        """Works through batches and tells what happens, bundle by bundle.

        Raises:
            RunError: the cluster can't be reached, workers are lost again and again, or parts can't be written.
        """
        from distributed import KilledWorker, as_completed

        with _client(self._address) as client:
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            bundles = _bundles(list(batches), workers * BUNDLES_PER_WORKER)
            futures = client.map(self._extract, bundles, pure=False, retries=0)
            try:
                for future in as_completed(futures):
                    try:
                        news: list[News] = future.result()
                    except KilledWorker as error:
                        reason = f"workers of the cluster were lost again and again ({error})"
                        raise RunError(
                            f"{reason}; look at their logs and run again: what is finished is kept"
                        ) from None
                    yield from news
                    future.release()
            finally:
                client.cancel(futures)

    @property
    def _extract(self) -> Any:
        from functools import partial

        return partial(extract_bundle, self._settings, self._recorded, self._store)


def extract_bundle(
    settings: Settings,
    recorded: Mapping[str, object],
    store: str,
    bundle: list[list[Task]],
) -> list[News]:
    """Extracts a bundle of batches on the machine that this is called on, and says what became of each file.

    Args:
        settings, recorded: of the run.
        store: place of the parts.
        bundle: batches of files.

    Raises:
        RunError: parts can't be written.
    """
    return list(Pool(settings, recorded, store, 1).work(iter(bundle)))


def _bundles(batches: list[list[Task]], at_least: int) -> list[list[list[Task]]]:
    """Batches in bundles: as many as keep all workers busy, none too large."""
    total = sum(task.size for batch in batches for task in batch)
    target = min(BUNDLE_BYTES, total // at_least)
    bundles: list[list[list[Task]]] = []
    size = target + 1
    for batch in batches:
        if size > target:
            bundles.append([])
            size = 0
        bundles[-1].append(batch)
        size += sum(task.size for task in batch)
    return bundles


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        raise RunError("a cluster needs dask: pip install 'summaryminer[cluster]'") from error
    kind, _, count = address.partition(":")
    if kind == "local":
        if not count.isdigit() or not int(count):
            raise RunError(f"{address!r} names no cluster; write local:4 for four workers, or tcp://host:8786")
        with (
            LocalCluster(n_workers=int(count), threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        connected = Client(address, timeout=30)
    except (OSError, ValueError) as error:
        reason = f"the cluster at {address} can't be reached ({error})"
        raise RunError(f"{reason}; start it (dask scheduler, dask worker), or mend the address") from error
    with connected as client:
        yield client
