"""Limits of the platform's API, each with the page and the day on which it was read.

Pages stand under developers.weixin.qq.com/doc/service/api/; read in November 2026. `api_draft_add` was edited
on 2025-12-19.
"""

from __future__ import annotations

TITLE = 32
"""Characters (字); draftbox/draftmanage/api_draft_add, cell `title`, 2025-12-19. Error 45003."""

AUTHOR = 16
"""Characters; api_draft_add, cell `author`, 2025-12-19. Error 45110."""

DIGEST = 128
"""Characters, of a draft with a single article; api_draft_add, cell `digest`, 2025-12-19. Error 45004."""

CONTENT_CHARACTERS = 20_000
"""Fewer than this, tags and attributes counted (answer in the platform's forum, 2024-12-15); api_draft_add, cell
`content`, 2025-12-19. The same cell also says 2 kB, contrary to practice, so each report states the size."""

CONTENT_BYTES = 1_000_000
"""Fewer than this in UTF-8; api_draft_add, cell `content`, 2025-12-19 (1M, in the stricter reading)."""

SOURCE_BYTES = 1024
"""Of `content_source_url`; api_draft_add, 2025-12-19."""

ARTICLES = 8
"""In one draft; api_draft_add, 2025-12-19."""

PICTURE_BYTES = 1_000_000
"""Fewer than this, JPEG or PNG; material/permanent/api_uploadimage, note 1, read 2026-11. Errors 40005, 40009."""

COVER_BYTES = 10_000_000
"""At most; material/permanent/api_addmaterial, note 3, read 2026-11. The library holds 100,000 pictures."""

COVER_SIZE = (900, 383)
"""Width and height in pixels of the 2.35:1 cover, as the platform's editor advises."""

PAGE = 20
"""Drafts in one answer at most; draftbox/draftmanage/api_draft_batchget, cell `count`, read 2026-11."""

TOKEN_MARGIN = 300
"""Seconds before its expiry at which the platform itself renews a token; base/api_getstableaccesstoken, 2026-11."""
