"""What a batch over a folder promises, on generated exports (see generated.py): each command ends with 1 if it fails.

Usage: python benchmarks/batch.py {identical,killed,memory,speed} [--files N] ...

identical: one worker, two workers and a Dask cluster of two processes make the same bytes. killed: a batch that is
killed at random moments (kill -9 of all its processes) and begun again ends with the bytes of one that was left alone,
and at each of those moments every scrubbed text has its whole report. memory: peak memory of the main process and of
its largest worker over few and over many files. speed: one worker beside two, and beside one process that scrubs the
same files in a plain loop. Only manifest.jsonl and its lock, which hold a random salt, are not compared.

Linux only: it ends process groups and reads /proc. Times are of the whole command, start included.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import generated
from arguments import at_least_one

from chatscrub import verifying
from chatscrub.batch import manifest
from chatscrub.errors import ChatscrubError
from chatscrub.vaults import VaultFile

DAY = {"SOURCE_DATE_EPOCH": "1717200000"}
OWN = ("manifest.jsonl", ".manifest.jsonl.chatscrub-lock")
PHRASE = "een heel lange zin als geheim 12"
MEMORY, FASTER = 0.10, 1.7  # the goals: peak memory differs by less, and two workers are so many times as fast
WAYS = {
    "alone": [],
    "same-people": ["--same-people"],
    "vault": ["--vault", "VAULT"],
    "stand-ins": ["--vault", "VAULT", "--style", "surrogate"],
}
LOOP = """
import sys
from pathlib import Path
from chatscrub.scrubbing import Job, scrub
for at, source in enumerate(sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())):
    scrub(str(source), Job(folder=Path(sys.argv[2]) / str(at)))
"""


class Place(NamedTuple):
    """Where a batch works: its sources, its outputs, and its vault if it has one."""

    source: Path
    out: Path
    vault: Path

    def command(self, options: Sequence[str]) -> list[str]:
        given = [str(self.vault) if option == "VAULT" else option for option in options]
        return [sys.executable, "-m", "chatscrub", "batch", str(self.source), "-o", str(self.out), "-q", *given]


class Pace(NamedTuple):
    """Seconds that a batch takes until its first source is done, and in all."""

    start: float
    whole: float


@contextlib.contextmanager
def begun(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command in a process group of its own, with the passphrase for its vault if it has one."""
    given, handles = list(command), []
    if "--vault" in command:
        ours, theirs = os.pipe()[::-1]
        os.write(ours, PHRASE.encode() + b"\n")
        os.close(ours)
        handles = [theirs]
        given += ["--passphrase-fd", str(theirs)]
    with subprocess.Popen(given, env=os.environ | DAY, start_new_session=True, pass_fds=handles) as process:
        for handle in handles:
            os.close(handle)
        yield process


def ran(command: Sequence[str]) -> float:
    """Seconds that a command takes. One that fails ends everything."""
    began = time.perf_counter()
    with begun(command) as process:
        if process.wait():
            sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - began


def digests(out: Path) -> dict[str, str]:
    """Digest of every output, by its name below the folder."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in OWN
    }


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The outputs that are not the same, or only in one of both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def told(differ: Sequence[str], of: int) -> str:
    return f"{len(differ)} of {of:,} outputs differ" + (f", such as {differ[0]}" if differ else "")


# --- the same bytes whoever does it ---------------------------------------------------------------------


def identical(args: argparse.Namespace, root: Path) -> bool:
    from distributed import LocalCluster

    table = ["--table", "csv"]
    found = {}
    for name in ("1", "2"):
        place = Place(root / "in", root / name, root / "none")
        print(f"{name} worker(s): {ran(place.command(['-j', name, *table])):.0f} s", flush=True)
        found[name] = digests(place.out)
    local: Any = LocalCluster
    with local(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        place = Place(root / "in", root / "dask", root / "none")
        took = ran(place.command(["--scheduler", cluster.scheduler_address, *table]))
        print(f"Dask LocalCluster of 2 processes: {took:.0f} s", flush=True)
        found["dask"] = digests(place.out)
    whole = hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in found["1"].items()).encode()).hexdigest()
    print(f"{len(found['1']):,} outputs of one worker, digest of all digests {whole[:16]}")
    same = True
    for name in ("2", "dask"):
        differ = differing(found["1"], found[name])
        same = same and not differ
        print(f"1 worker and {name}: {told(differ, len(found['1']))}")
    return same


# --- cut off --------------------------------------------------------------------------------------------


def killed(args: argparse.Namespace, root: Path) -> bool:
    missed = [way for way in args.way or WAYS if not _killed(way, args, root / way)]
    return not missed


def _killed(way: str, args: argparse.Namespace, root: Path) -> bool:
    """Whether a batch that is killed again and again ends as one that was not, from the same vault."""
    options = ["-j", "2", *WAYS[way]]
    calm, cut = (Place(root.parent / "in", root / name / "out", root / name / "v.vault") for name in ("calm", "cut"))
    for place in (calm, cut):
        place.vault.parent.mkdir(parents=True)
    if "VAULT" in options:
        with VaultFile(calm.vault, PHRASE).changing():
            pass
        shutil.copy(calm.vault, cut.vault)
    pace = _undisturbed(calm, calm.command(options))
    print(f"{way}: {pace.whole:.0f} s undisturbed, {pace.start:.0f} s of it until the first file was done", flush=True)
    good = _cut(cut, options, args, pace)
    ran(cut.command(options))
    expected = digests(calm.out)
    differ, left = differing(expected, digests(cut.out)), _left(cut)
    print(f"{way}: after the last run {told(differ, len(expected))}; {len(left)} temporary files left {left[:3]}")
    if "VAULT" in options:
        both = [VaultFile(place.vault, PHRASE).opened().to_bytes() for place in (calm, cut)]
        good = good and both[0] == both[1]
        print(f"{way}: both vaults hold {'the same' if both[0] == both[1] else 'NOT the same'}")
        other = Place(calm.source, root / "other" / "out", root / "other" / "v.vault")
        other.vault.parent.mkdir()
        ran(other.command(options))
        print(f"{way}: with another new vault {told(differing(expected, digests(other.out)), len(expected))}")
    return good and not differ and not left


def _undisturbed(place: Place, command: Sequence[str]) -> Pace:
    began = time.perf_counter()
    with begun(command) as process:
        _wait_for_outputs(process, place, 0)
        start = time.perf_counter() - began
        if process.wait():
            sys.exit("failed without being killed")
    return Pace(start, time.perf_counter() - began)


def _cut(place: Place, options: Sequence[str], args: argparse.Namespace, pace: Pace) -> bool:
    """Kill a batch so many times, and see each time that what is there has its report."""
    draw, good, within = random.Random(args.seed), True, 0
    for at in range(args.times):
        last = _last(place)
        with begun(place.command(options)) as process:
            ended = _wait(process, draw, place, last, pace, args.times)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        done = len(manifest.read(place.out).rows) if (place.out / manifest.NAME).exists() else 0
        texts, bare = _texts(place.out)
        good, within = good and not bare, within + (not ended and _last(place) > last)
        what = "had ended" if ended else "killed"
        print(f"    {at + 1}: {what}; {done} done, {texts} texts, {len(bare)} without a whole report", flush=True)
    print(f"    {within} of {args.times} kills while outputs were being written")
    return good


def _wait(
    process: subprocess.Popen[bytes], draw: random.Random, place: Place, last: int, pace: Pace, times: int
) -> bool:
    """Wait for a random moment: one in five while a batch starts, the others spread over its work."""
    if draw.random() < 0.2:
        moment = draw.uniform(0, pace.start)
    else:
        moment = draw.uniform(0, 2 * (pace.whole - pace.start) / times)
        _wait_for_outputs(process, place, last)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    return process.poll() is not None


def _wait_for_outputs(process: subprocess.Popen[bytes], place: Place, last: int) -> None:
    while process.poll() is None and _last(place) <= last:
        time.sleep(0.05)


def _last(place: Place) -> int:
    """When something was last written into a folder of a source, in nanoseconds."""
    times = [0]
    with contextlib.suppress(FileNotFoundError):
        times += [path.stat().st_mtime_ns for path in place.out.glob("[0-9]*")]
    return max(times)


def _texts(out: Path) -> tuple[int, list[str]]:
    """How many scrubbed texts there are, and those that have no whole report."""
    texts = sorted(out.rglob("*.scrubbed*"))
    return len(texts), [str(path) for path in texts if not _covered(path)]


def _covered(scrubbed: Path) -> bool:
    try:
        pages = list(scrubbed.parent.glob("*.consent.html"))
        return len(pages) == 1 and all(check.holds is not False for check in verifying.verify(scrubbed, pages[0]))
    except ChatscrubError:
        return False


def _left(place: Place) -> list[str]:
    """Temporary files: hidden ones that are no locks."""
    return [
        path.name
        for path in place.vault.parent.rglob(".*")
        if path.name not in OWN and not path.name.endswith("chatscrub-lock")
    ]


# --- memory and speed -----------------------------------------------------------------------------------


def memory(args: argparse.Namespace, root: Path) -> bool:
    found = []
    for at, count in enumerate((args.few, args.files)):
        generated.write(root / f"in{at}", count)
        place = Place(root / f"in{at}", root / f"out{at}", root / "none")
        found.append(_peaks(place.command(["-j", "2"])))
        main, worker = found[-1]
        print(f"{count:6,} files: main process {main:.0f} MB, largest worker {worker:.0f} MB at their peak", flush=True)
    good = True
    for what, few, many in zip(("main process", "largest worker"), *found, strict=True):
        good = good and abs(many / few - 1) < MEMORY
        print(f"{what}: {many / few:.3f} times (goal: less than {MEMORY:.0%} apart)")
    return good


def _peaks(command: Sequence[str]) -> tuple[float, float]:
    """Peak memory in MB of the main process of a command and of the largest other one in its session."""
    peaks: dict[int, int] = {}
    with begun(command) as process:
        while process.poll() is None:
            for folder in Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError, IndexError, ValueError):
                    stat = (folder / "stat").read_text().rpartition(")")[2].split()
                    if int(stat[3]) == process.pid:  # see proc_pid_stat(5): the session
                        status = (folder / "status").read_text()
                        peaks[int(folder.name)] = int(status.partition("VmHWM:")[2].split()[0])
            time.sleep(0.1)
        if process.returncode:
            sys.exit(f"failed: {' '.join(command)}")
    main = peaks.pop(process.pid)
    return main / 1024, max(peaks.values()) / 1024


def speed(args: argparse.Namespace, root: Path) -> bool:
    best: dict[str, Pace] = {}
    for _ in range(args.runs):
        for name in ("1 worker", "2 workers", "plain loop"):
            place = Place(root / "in", root / "out", root / "none")
            loop = [sys.executable, "-c", LOOP, str(place.source), str(place.out)]
            pace = _undisturbed(place, loop if name == "plain loop" else place.command(["-j", name[0]]))
            best[name] = min(pace, best.get(name, pace), key=lambda one: one.whole)
            print(
                f"    {name}: {pace.whole:.1f} s, {pace.start:.1f} s of it until the first file was done; "
                f"load {os.getloadavg()[0]:.2f}",
                flush=True,
            )
            shutil.rmtree(place.out)
    one, two, loop_ = best.values()
    print(
        f"best of {args.runs}: {args.files / two.whole:.1f} files/s with 2 workers, {args.files / one.whole:.1f} with 1"
    )
    print(f"2 workers {one.whole / two.whole:.2f} times as fast as 1 worker (goal {FASTER}); ", end="")
    print(f"{(one.whole - one.start) / (two.whole - two.start):.2f} times after the first file was done")
    print(
        f"2 workers {loop_.whole / two.whole:.2f} times as fast as a plain loop, 1 worker {loop_.whole / one.whole:.2f}"
    )
    return one.whole / two.whole >= FASTER


COMMANDS = {"identical": identical, "killed": killed, "memory": memory, "speed": speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--files", type=at_least_one, default=2_000)
    parser.add_argument("--few", type=at_least_one, default=200, help="of memory: the smaller number of files")
    parser.add_argument("--times", type=at_least_one, default=20, help="of killed: how often")
    parser.add_argument("--way", action="append", choices=WAYS, help="of killed: only this way of working")
    parser.add_argument("--runs", type=at_least_one, default=3, help="of speed: how often")
    parser.add_argument("--seed", type=int, default=7, help="of killed: for the moments")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.command != "memory":
            size = generated.write(Path(folder) / "in", args.files)
            print(f"{args.files:,} files, {size / 1e6:.1f} MB")
        met = COMMANDS[args.command](args, Path(folder))
    print("met" if met else "MISSED")
    sys.exit(not met)


if __name__ == "__main__":
    main()
