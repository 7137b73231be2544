"""The trained model: lines of a conversation in, the chance of every piece of a word to be part of a name out.

Lines are read together with their neighbours: a window holds as many whole lines as fit, and begins with the end of
the window before. Every window is run by itself, so what comes out does not depend on what else is in the batch.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import DamagedModelError, NotExaminedError
from .model import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HERE = Path(__file__).resolve().parent / "models" / "chat_ner"
FOLDER = _HERE if _HERE.is_dir() else _HERE.parents[3] / "models" / "chat_ner"  # in a wheel; in the repository
OWN = FOLDER / "chat_ner"
"""The folder of the model that ships with the package."""
SETTINGS, MODEL, WEIGHTS, TOKENIZER = "chat_ner.json", "model.onnx", "model.weights", "tokenizer.json"
FILES = (SETTINGS, MODEL, WEIGHTS, TOKENIZER)
BEGIN, END = _BOS, _EOS = 0, 2
"""The tokens before a window and behind each line in it."""
WIDTH = 384
"""Numbers of an inner state."""
_STATES = "layers.7.oln.out"  # the result over the last layer, from which the chances are made
_threads = 2  # of one process
_CUT = 100_000  # code points of one line that are numbered at once


class Reading(NamedTuple):
    """What the model saw in one line, one row per token.

    Args:
        starts, ends: where the tokens stand, in code points of the line, blanks left out.
        chances: the chance (0..1) of each kind, in the order of the model's kinds.
        begins: the chance that a name begins here.
        most: the highest sum of the chances of a token, or more.
        highest: the highest of all chances, or more.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    chances: NDArray[np.float16]
    begins: NDArray[np.float16]
    most: float = float("inf")
    highest: float = 1.0

    def shifted(self, by: int) -> Reading:
        """The same, further on in a longer text."""
        return self._replace(starts=self.starts + by, ends=self.ends + by)

    def chance(self, start: int, end: int, kind: int) -> float:
        """The highest chance of a kind among the tokens that touch a range."""
        first = int(self.ends.searchsorted(start, side="right"))
        last = int(self.starts.searchsorted(end, side="left"))
        return float(self.chances[first:last, kind].max()) if first < last else 0.0


class Window(NamedTuple):
    """Token ids of one run of the model, and which lines' tokens of it count."""

    ids: list[int]
    counted: list[tuple[int, int, int, int]]  # line, first token of the line, last + 1, place in ids


class Numbered(NamedTuple):
    """A line as tokens: their numbers in the vocabulary, and start and end of each in the line."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]


class _Scores(NamedTuple):
    """The rows of some tokens: their chances, the highest sum of one of them, and the highest chance."""

    chances: NDArray[np.float16]
    begins: NDArray[np.float16]
    most: float
    highest: float


class ChatModel:
    """The model of one folder, checked and memory-mapped.

    Args:
        folder: holds ``chat_ner.json`` with the kinds, thresholds, sizes and the SHA-256 of the other files,
            ``model.onnx`` with ``model.weights``, which is mapped into memory, and ``tokenizer.json``.

    ``thresholds`` has a row per kind: the chances from which on a word that no dictionary has, an ordinary word and
    a word of every conversation count as part of a name.

    Raises:
        DamagedModelError: a file is missing, is not the one that the settings name, or cannot be used; and, of the
            package's own folder, the settings are not those that were released.
    """

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self.folder = folder
        released = _released() if folder.resolve() == OWN.resolve() else None
        settings = _parsed(folder / SETTINGS, _checked(folder, SETTINGS, released))
        try:
            for name in (MODEL, WEIGHTS, TOKENIZER):
                self._listed = _checked(folder, name, str(settings["sha256"][name]))  # of the last, the tokenizer
            self.kinds: tuple[str, ...] = tuple(map(str, settings["kinds"]))
            self.thresholds = np.array([settings["thresholds"][kind] for kind in self.kinds], np.float32)
            self.window, self.before = int(settings["window"]), int(settings["before"])
        except (KeyError, TypeError, ValueError):
            raise _damaged(folder / SETTINGS) from None
        if not self._is_sound():
            raise _damaged(folder / SETTINGS)
        self._sha256 = {name: str(settings["sha256"][name]) for name in (MODEL, WEIGHTS)}

    def _is_sound(self) -> bool:
        kinds = frozenset(kind.value for kind in Kind)
        known = self.kinds[:1] == (Kind.PERSON.value,) and kinds.issuperset(self.kinds)
        return known and self.thresholds.shape == (len(self.kinds), 3) and 0 < self.before < self.window - 2

    @cached_property
    def _session(self) -> Any:
        made = self._opened()
        if made.get_outputs()[0].shape[-1] != len(self.kinds) + 2:
            raise _damaged(self.folder / SETTINGS)
        return made

    @cached_property
    def _inner(self) -> Any:
        return self._opened(also=_STATES)

    def _opened(self, also: str = "") -> Any:
        """The network, ready to run; ``also`` names an inner result that it gives beside the chances."""
        # From 1.29 on, which pyproject.toml keeps out, it would tell its maker of every session.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.use_deterministic_compute = True
        source: str | bytes = str(self.folder / MODEL)
        if also:
            source = _checked(self.folder, MODEL, self._sha256[MODEL]) + _with_output(also)
            options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(self.folder))
        before = self._stamps()
        try:
            made = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # of ten kinds
            raise DamagedModelError(f"{self.folder / MODEL}: cannot be opened ({type(error).__name__})") from None
        for name, sha256 in self._sha256.items():  # what was mapped is what was checked
            _checked(self.folder, name, sha256)
        if self._stamps() != before:  # nor was it another file for a moment
            raise _damaged(self.folder / MODEL)
        return made

    def _stamps(self) -> list[tuple[int, ...]]:
        """Which files those of the model are, and when they were last changed, written or renamed."""
        try:
            found = [(self.folder / name).stat() for name in self._sha256]
        except OSError:
            raise _damaged(self.folder / MODEL) from None
        return [(one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for one in found]

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_str(self._listed.decode())

    def __reduce__(self) -> tuple[type[ChatModel], tuple[Path]]:
        return type(self), (self.folder,)  # another process opens it anew

    def read(
        self, conversations: Sequence[Sequence[str]], progress: Callable[[int, int], None] | None = None
    ) -> list[list[Reading]]:
        """Read conversations, each a sequence of lines without line breaks.

        Args:
            conversations: the lines.
            progress: called with windows done and in all.

        Returns:
            One reading per line of each conversation. The lines of one conversation are read in each other's
            context, those of different conversations are not.
        """
        readings = self.readings(conversations, progress)
        return [list(islice(readings, len(lines))) for lines in conversations]

    def readings(
        self, conversations: Sequence[Sequence[str]], progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Reading]:
        """The same, one after the other as soon as it is there. The threads begin at once, and read on meanwhile."""
        known: dict[str, Numbered] = {}  # "ok" and "haha" come back and back
        numbered = [
            [known.get(line) or known.setdefault(line, self._number(line)) for line in lines] for lines in conversations
        ]
        jobs = [(c, w) for c, lines in enumerate(numbered) for w in self._windows(lines)]
        return self._told(numbered, jobs, self._results(jobs), progress)

    def _told(
        self,
        numbered: Sequence[Sequence[Numbered]],
        jobs: Sequence[tuple[int, Window]],
        results: Iterable[NDArray[np.float32]],
        progress: Callable[[int, int], None] | None,
    ) -> Iterator[Reading]:
        """The reading of every line, in order, from the results of the windows."""
        import numpy as np

        flat = [line for lines in numbered for line in lines]
        begins = list(accumulate(map(len, numbered), initial=0))
        width, done = len(self.kinds), 0
        for number, ((c, window), scores) in enumerate(zip(jobs, results, strict=True)):
            if progress and number % 64 == 0:
                progress(number, len(jobs))
            rows = scores.astype(np.float16)
            chances, starting = np.ascontiguousarray(rows[:, 1:-1]), rows[:, -1]
            sums, highest = chances.astype(np.float32).sum(axis=1).tolist(), chances.max(axis=1).tolist()
            for line, first, last, at in window.counted:
                end = at + last - first
                if not first:
                    yield from (_blank_reading(empty, width) for empty in flat[done : begins[c] + line])
                    done = begins[c] + line
                    pieces: list[_Scores] = []
                pieces.append(_Scores(chances[at:end], starting[at:end], max(sums[at:end]), max(highest[at:end])))
                if last == len(flat[done].ids):
                    yield _reading(flat[done], pieces)
                    done += 1
        yield from (_blank_reading(empty, width) for empty in flat[done:])
        if progress and jobs:
            progress(len(jobs), len(jobs))

    def _results(self, jobs: Sequence[tuple[int, Window]]) -> Iterator[NDArray[np.float32]]:
        """What the model says of every window, in order; threads live no longer than the answers are wanted."""
        if len(jobs) < 2 or _threads < 2:
            return (self._run(window.ids) for _, window in jobs)
        _ = self._session  # opened once, before the threads ask for it
        pool = ThreadPoolExecutor(_threads, thread_name_prefix="chat_ner")
        return _closing(pool, pool.map(self._run, [window.ids for _, window in jobs]))

    def _number(self, line: str) -> Numbered:
        import numpy as np

        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for at, piece in _pieces(line):
            encoding = self._tokenizer.encode(piece, add_special_tokens=False)
            ids += encoding.ids
            for start, end in encoding.offsets:
                while start < end and piece[start].isspace():
                    start += 1
                offsets.append((at + start, at + end))
        return Numbered(np.array(ids, np.int32), np.array(offsets, np.int32).reshape(-1, 2))

    def tokens(self, line: str) -> Numbered:
        """A line without line breaks as tokens."""
        return self._number(line)

    def states(self, windows: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]:
        """The inner states over the last layer, a row of ``WIDTH`` numbers for each token of each window.

        Raises:
            DamagedModelError: the model has no such layer.
        """
        _ = self._inner  # opened once, before the threads ask for it
        if len(windows) < 2 or _threads < 2:
            return map(self._states_of, windows)
        pool = ThreadPoolExecutor(_threads, thread_name_prefix="chat_ner")
        return _closing(pool, pool.map(self._states_of, windows))

    def _states_of(self, window: Sequence[int]) -> NDArray[np.float32]:
        import numpy as np

        states: NDArray[np.float32] = self._inner.run([_STATES], {"ids": np.array([window], np.int64)})[0][0]
        if not np.isfinite(states).all():
            raise NotExaminedError("the model gave no numbers for a text, so it was not examined; please report this")
        return states

    def _windows(self, lines: Sequence[Numbered]) -> Iterator[Window]:
        """Runs of whole lines; a line that is too long is cut, with some of what came before in front."""
        ids: list[int] = [_BOS]
        counted: list[tuple[int, int, int, int]] = []
        for number, line in enumerate(lines):
            size, first = len(line.ids), 0
            if counted and len(ids) + size + 1 > self.window:
                yield Window(ids, counted)
                ids, counted = [_BOS, *self._tail(ids)], []
            while size - first > self.window - len(ids) - 1:
                last = first + self.window - len(ids) - 1
                counted.append((number, first, last, len(ids)))
                yield Window([*ids, *line.ids[first:last].tolist(), _EOS], counted)
                ids, counted, first = [_BOS, *line.ids[max(first, last - self.before) : last].tolist()], [], last
            if size:
                counted.append((number, first, size, len(ids)))
                ids = [*ids, *line.ids[first:].tolist(), _EOS]
        if counted:
            yield Window(ids, counted)

    def _tail(self, ids: list[int]) -> list[int]:
        """The end of a window that may stand before the next: whole lines when some fit, else the end of the last."""
        tail = ids[max(1, len(ids) - self.before) :]
        if len(ids) - 1 <= self.before or ids[-len(tail) - 1] == _EOS or _EOS not in tail[:-1]:
            return tail
        return tail[tail.index(_EOS) + 1 :]

    def _run(self, ids: list[int]) -> NDArray[np.float32]:
        import numpy as np

        scores: NDArray[np.float32] = self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
        if not np.isfinite(scores).all():
            raise NotExaminedError("the model gave no chances for a text, so nothing was written; please report this")
        return scores


def _with_output(name: str) -> bytes:
    """What makes a model in ONNX's form give an inner result too, when it is added at the end.

    A message of protobuf that occurs twice is merged, so this is one more ``output`` of its graph, of floats.
    https://protobuf.dev/programming-guides/encoding/#last-one-wins, https://onnx.ai/onnx/repo-docs/IR.html
    """

    def field(number: int, data: bytes) -> bytes:
        assert number < 16 and len(data) < 128, "a longer one takes more than one byte to number"
        return bytes([number << 3 | 2, len(data)]) + data

    floats = field(1, b"\x08\x01")
    return field(7, field(12, field(1, name.encode()) + field(2, floats)))


def _closing(pool: ThreadPoolExecutor, found: Iterator[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    with pool:
        yield from found


def lines_of(conversations: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of the texts of each conversation."""
    return [[line for text in texts for line in text.split("\n")] for texts in conversations]


@cache
def own() -> ChatModel:
    """The model that ships with the package, opened once per process.

    Raises:
        DamagedModelError: it is not the one that was released.
    """
    return ChatModel(OWN)


def one_thread() -> None:
    """Use one core from now on, in a process that is one of several."""
    global _threads
    _threads = 1


def _released() -> str:
    """The digest of the settings of the model that belongs to this version of the package."""
    return resources.files(__package__).joinpath("data").joinpath("chat_ner.sha256").read_text().strip()


@cache
def released_model(folder: Path = FOLDER) -> str:
    """Name, version and digest of the model, for the report, as they were when it was first asked for."""
    path = folder / "chat_ner" / SETTINGS
    data = _checked(folder / "chat_ner", SETTINGS, _released() if folder == FOLDER else None)
    name = _parsed(path, data).get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[\w. -]{1,60}", name):
        raise _damaged(path)
    return f"{name} (sha256 {hashlib.sha256(data).hexdigest()[:16]})"


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """A line in pieces of a size that the tokenizer takes at once, cut at a blank where there is one."""
    at = 0
    while len(line) - at > _CUT:
        cut = line.rfind(" ", at + _CUT // 2, at + _CUT)
        cut = at + _CUT if cut < 0 else cut
        yield at, line[at:cut]
        at = cut
    yield at, line[at:]


def _blank_reading(line: Numbered, kinds: int) -> Reading:
    import numpy as np

    size = len(line.ids)
    chances, begins = np.zeros((size, kinds), np.float16), np.zeros(size, np.float16)
    return Reading(line.offsets[:, 0], line.offsets[:, 1], chances, begins, 0.0, 0.0)


def _reading(line: Numbered, rows: Sequence[_Scores]) -> Reading:
    """What the model saw in a line that stood in one window, or piece by piece in several."""
    import numpy as np

    one = rows[0]
    if len(rows) > 1:
        chances, begins = np.concatenate([row.chances for row in rows]), np.concatenate([row.begins for row in rows])
        one = _Scores(chances, begins, max(row.most for row in rows), max(row.highest for row in rows))
    return Reading(line.offsets[:, 0], line.offsets[:, 1], *one)


def _checked(folder: Path, name: str, sha256: str | None) -> bytes:
    """The bytes of a file of the model, when they are those that were released."""
    try:
        data = (folder / name).read_bytes()
    except OSError:
        raise DamagedModelError(f"{folder / name}: cannot be read; install chatscrub again") from None
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise _damaged(folder / name)
    return data


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    """A JSON object."""
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError):
        raise _damaged(path) from None
    if not isinstance(parsed, dict):
        raise _damaged(path)
    return parsed


def _damaged(path: Path) -> DamagedModelError:
    return DamagedModelError(f"{path}: is not the file that was released; install chatscrub again")
