"""A Word file of a briefing to the pieces of an article: prose, pictures, and what can be guessed from them.

`archive` opens the file with care, `tidying` puts its XML into a form of which nothing gets lost, `prose` makes
blocks of Markdown of it, `pictures` makes photos that may be published, `guesses` looks for the front matter.
"""

from column.authoring.word.archive import WordError
from column.authoring.word.guesses import Guess, Guesses, guess
from column.authoring.word.pictures import PictureError, publishable
from column.authoring.word.prose import Block, Document, compose, read

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
