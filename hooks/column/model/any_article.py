"""An article of either kind."""

from __future__ import annotations

from column.model.briefing import Briefing
from column.model.case import Case

AnyArticle = Briefing | Case
