"""The text of a Word file, or of text that was pasted, as blocks in the order in which they are read.

Read with expat and ElementTree under the limits of ``zipped``: a library for DOCX would parse the file with entities
allowed, keep all of it, and leave out text boxes, footnotes and tracked insertions.
"""

from __future__ import annotations

from workbench.kit.documents.word.blocks import Block, BlockKind
from workbench.kit.documents.word.pasted import read_pasted
from workbench.kit.documents.word.reading import read_word

__all__ = ["Block", "BlockKind", "read_pasted", "read_word"]
