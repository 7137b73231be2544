"""A smaller vocabulary: the pieces that Dutch, English, names, places and chats need, out of 250,002.

A text of other languages or scripts then falls apart into single letters or unknown pieces, which the package
counts and reports as not examined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from .encoder import Encoder

BOS, PAD, EOS, UNK = range(4)
_INVISIBLE = Regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
# Behind an emoji or an opening sign a word begins, as "😂noor" and "(noor" do; but "'t" and "@noor" are one.
_OPENING = Regex(r"(?:[\x{2190}-\x{2bff}\x{1f000}-\x{1faff}]|(?<!\S)[^\p{L}\p{M}\p{N}\s@'’`])(?=\p{L})")
_WORDS = {"nl": 300_000, "en": 300_000}
_OTHERS = ("de", "fr", "tr", "pl", "es")
_SIGNS = "".join(map(chr, chain(range(0x21, 0x250), range(0x2010, 0x2060), range(0x20A0, 0x20C0))))


def tokenizer(pieces: Iterable[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer over these pieces, whose offsets count code points of the text as it was given.

    The first four are the special ones. A word has one "▁" in front, so behind two of them no text can spell them.
    """
    listed = [(f"▁▁{piece}" if row <= UNK else piece, score) for row, (piece, score) in enumerate(pieces)]
    made = Tokenizer(models.Unigram(listed, unk_id=UNK, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.Replace(_INVISIBLE, ""), normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_OPENING, "merged_with_previous"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def chosen(encoder: Encoder, texts: Iterable[str], names: Iterable[str], size: int) -> list[int]:
    """The rows to keep, in the encoder's order: the special ones, then the pieces most needed.

    Args:
        encoder: the encoder with its whole vocabulary.
        texts: running text as people write it; its pieces count by how often they stand there.
        names: names and places, each also in lower case and capitals.
        size: the number of rows at most.
    """
    whole = tokenizer(encoder.pieces)
    used: Counter[int] = Counter()
    for batch in _batches(chain(_frequent_words(), names)):
        for form in (str, str.lower, str.title, str.upper):
            for encoding in whole.encode_batch([form(word) for word in batch], add_special_tokens=False):
                used.update(encoding.ids)
    for batch in _batches(texts):
        for encoding in whole.encode_batch(list(batch), add_special_tokens=False):
            used.update(encoding.ids)
    signs = {i for i, (piece, _) in enumerate(encoder.pieces) if piece.strip("▁") in _SIGNS}
    emoji = {i for i, (piece, _) in enumerate(encoder.pieces) if _is_emoji(piece.strip("▁"))}
    specials = {BOS, PAD, EOS, UNK}
    keep = specials | signs | emoji
    keep.update([i for i, _ in used.most_common() if i not in keep][: size - len(keep)])
    return sorted(keep)


def _frequent_words() -> Iterator[str]:
    from wordfreq import top_n_list

    for language, count in _WORDS.items():
        yield from top_n_list(language, count)
    for language in _OTHERS:
        yield from top_n_list(language, 20_000)


def _is_emoji(piece: str) -> bool:
    return bool(piece) and all(ord(c) > 0x2600 and not 0x2E80 <= ord(c) < 0x1F000 for c in piece)


def _batches(texts: Iterable[str], size: int = 10_000) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
