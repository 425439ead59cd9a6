"""A Word file of a briefing to the pieces of an article: prose, pictures, and what can be guessed from them.

`archive` opens the file with care, `tidying` puts its XML into a form of which nothing gets lost, `prose` makes
blocks of Markdown of it, `pictures` makes photos that may be published, `guesses` looks for the front matter.
"""

from column.word.archive import WordError
from column.word.guesses import Guess, Guesses, guess
from column.word.pictures import PictureError, publishable
from column.word.prose import Block, Document, compose, read

__all__ = [
    "Block",
    "Document",
    "Guess",
    "Guesses",
    "PictureError",
    "WordError",
    "compose",
    "guess",
    "publishable",
    "read",
]
