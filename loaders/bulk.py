"""Jobs → results, in parallel: each job runs in a worker process under a limit of time and of memory.

What a job gives may be further jobs: an archive is one that lists its members, and each of them is another.

A worker that dies, overruns or eats too much costs exactly the job it was at: it is replaced, and the others go on.
Workers start clean (forkserver or spawn), so that they hold nothing of a parent that has a database open, and end with
it: their pipe closes. Each leads a process group of its own, so that Ctrl+C reaches the parent only and a converter
that a reader started ends with its worker.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import time
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeVar

MEGABYTE = 1 << 20
STARTING_SECONDS = 60.0  # until a worker has imported what it needs and taken a job
JOBS_A_WORKER = 500  # then it is replaced: libraries leak
STARTED = pickle.dumps(("started", None))
GRACE_SECONDS = 5  # after which a worker whose parent is gone ends itself

# Of a job among those given, from 0; of a further one, behind the place of the job that gave it.
Place = tuple[int, ...]
Job = TypeVar("Job")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Limits:
    """What one job may take. Memory counts from what a worker takes before its first job; not on macOS and Windows."""

    seconds: float = 120
    megabytes: int = 2048


@dataclass(frozen=True)
class Result(Generic[Job, Value]):
    """What became of a job: its value, or in Chinese why there is none; and the seconds it took."""

    place: Place
    job: Job
    value: Value | None
    reason: str
    seconds: float
    further: int = 0  # jobs that it gave


def run(
    work: Callable[[Job], Value],
    jobs: Iterable[Job],
    *,
    further: "Callable[[Result[Job, Value]], Sequence[Job]]" = lambda _: (),
    processes: int | None = None,
    limits: Limits | None = None,
    method: str | None = None,
) -> Iterator[Result[Job, Value]]:
    """The result of every job, as they finish. `work` and the jobs must be picklable; `work` by its module and name.

    `further` says which jobs a result asks for; they come before those that wait. `processes` is as many as there are
    cores, unless given; `method` is forkserver, where there is one, else spawn.
    """
    limits = limits or Limits()
    context = _context(method)
    waiting: Iterator[tuple[Place, Job]] = (((number,), job) for number, job in enumerate(jobs))
    # Further jobs, and those of workers that were replaced before they took them
    first: deque[tuple[Place, Job]] = deque()
    workers: list[_Worker[Job, Value]] = []
    try:
        while True:
            while len(workers) < (processes or cores()):
                following = first.popleft() if first else next(waiting, None)
                if following is None:
                    break
                workers.append(_Worker(context, work, limits))
                workers[-1].give(*following)
            if not workers:
                return
            wait([worker.connection for worker in workers], timeout=_patience(workers))
            for worker in list(workers):
                result = worker.result()
                if result is None:
                    continue
                if asked := further(result):
                    result = replace(result, further=len(asked))
                    first.extend(((*result.place, number), job) for number, job in enumerate(asked))
                yield result
                following = None
                if worker.is_usable:
                    following = first.popleft() if first else next(waiting, None)
                if following is None or not worker.give(*following):
                    workers.remove(worker)
                    worker.stop()
                    if following is not None:
                        first.appendleft(following)
    finally:
        for worker in workers:
            worker.stop()


def in_order(results: Iterable[Result[Job, Value]], most_held: int) -> Iterator[Result[Job, Value]]:
    """The results in the order of their jobs, so that a load gives the same however many processes read.

    Where one job takes so long that more than `most_held` wait for it, they go ahead of it.
    """
    held: dict[Place, Result[Job, Value]] = {}
    due: Place = (0,)
    gone: set[Place] = set()
    asked: dict[Place, int] = {}  # how many further jobs each of those gave that gave any
    for result in results:
        held[result.place] = result
        if result.further:
            asked[result.place] = result.further
        if len(held) > most_held:
            ahead = min(held)
            gone.add(ahead)
            yield held.pop(ahead)
        while due in held or due in gone:
            gone.discard(due)
            if due in held:
                yield held.pop(due)
            due = _following(due, asked)
    for place in sorted(held):
        yield held[place]


def _following(place: Place, asked: dict[Place, int]) -> Place:
    """What comes behind a place: the first job that it gave; else the next one beside it, if there is one."""
    if place in asked:
        return (*place, 0)
    while len(place) > 1 and place[-1] + 1 == asked[place[:-1]]:
        place = place[:-1]
    return (*place[:-1], place[-1] + 1)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context(method: str | None) -> Any:
    if method is None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["loaders"])  # once for all workers and their replacements
    return context


@contextlib.contextmanager
def without_main_module() -> Iterator[None]:
    """Keep a process started meanwhile from running the main script again: it may be a page, or one without a guard."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _patience(workers: "list[_Worker[Any, Any]]") -> float:
    """Seconds until the next worker overruns."""
    return max(0.0, min(worker.deadline for worker in workers) - time.monotonic())


@dataclass
class _Worker(Generic[Job, Value]):
    context: BaseContext
    work: Callable[[Job], Value]
    limits: Limits
    connection: Connection = field(init=False)
    deadline: float = field(init=False, default=0.0)
    is_usable: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self.connection, theirs = self.context.Pipe()
        self._process = self.context.Process(target=_serve, args=(theirs, self.work, self.limits), daemon=True)  # type: ignore[attr-defined]
        with without_main_module():
            self._process.start()
        theirs.close()
        self._done = 0
        self._place: Place = ()
        self._job: Any = None
        self._started = 0.0

    def give(self, place: Place, job: Job) -> bool:
        """Whether the worker takes the job: one that died while it had none does not."""
        self._place, self._job = place, job
        self._started = time.monotonic()
        self.deadline = self._started + STARTING_SECONDS
        try:
            self.connection.send(job)
        except OSError:
            # A fresh one that dies at once would do so for every job: that is this job's result, read as its end.
            return self._done == 0
        return True

    def result(self) -> Result[Job, Value] | None:
        """The result, if the worker has one, is dead or has overrun; None while it is at work."""
        try:
            while self.connection.poll():
                kind, answer = pickle.loads(self.connection.recv_bytes())
                if kind == "started":
                    self._started = time.monotonic()
                    self.deadline = self._started + self.limits.seconds
                    continue
                self._done += 1
                # Memory that one job took may never come back.
                self.is_usable = kind == "value" and self._done < JOBS_A_WORKER
                return self._finished(answer, "") if kind == "value" else self._finished(None, answer)
        except (EOFError, OSError):
            return self._failed(self._died())
        except Exception as error:  # what came out of the pipe is no answer
            return self._failed(f"读取程序给出的结果无法使用（{type(error).__name__}）")
        if time.monotonic() >= self.deadline:
            return self._failed(f"读取超时（超过 {self.limits.seconds:g} 秒），已停止")
        return None

    def stop(self) -> None:
        """End the process and whatever it started."""
        self.is_usable = False
        if self._process.pid is not None and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _finished(self, value: Value | None, reason: str) -> Result[Job, Value]:
        return Result(self._place, self._job, value, reason, time.monotonic() - self._started)

    def _failed(self, reason: str) -> Result[Job, Value]:
        self.is_usable = False
        return self._finished(None, reason)

    def _died(self) -> str:
        self._process.join(GRACE_SECONDS)
        code = self._process.exitcode
        if code is not None and -code == getattr(signal, "SIGALRM", None):
            return f"读取超时（超过 {self.limits.seconds:g} 秒），已停止"
        how = "原因不明" if code is None else f"信号 {-code}" if code < 0 else f"代码 {code}"
        return f"读取程序异常退出（{how}），文件可能已损坏，或内存不足"


def _serve(connection: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """What a worker does: a job comes in, its value or its failure goes out, until the parent hangs up."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    # Ctrl+C on Windows reaches every process of the console: the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(limits.megabytes)
    while True:
        try:
            job = connection.recv()
            connection.send_bytes(STARTED)
        except (EOFError, OSError):
            return
        _alarm(limits.seconds + GRACE_SECONDS)
        answer = _answer(work, job, limits)
        _alarm(0)
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def _answer(work: Callable[[Any], Any], job: Any, limits: Limits) -> bytes:
    try:
        return pickle.dumps(("value", work(job)))
    except MemoryError:
        reason = f"占用内存过多（超过 {limits.megabytes} MB），已停止"
    except Exception as error:
        reason = f"程序内部错误（{type(error).__name__}: {error}），请把该文件报告给开发者"
    return pickle.dumps(("failure", reason))


def _alarm(seconds: float) -> None:
    """End this process after so long, whatever it does then; 0 is never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """So many MB of address space more than are taken now, where the system counts them: Linux."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        taken = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
