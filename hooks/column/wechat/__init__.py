"""From the feed to the draft: what `scripts/wechat.py` does, and nothing of the site's own building.

A reader's path: `formats` (a feed's bytes → records) → `items` (what an item is, and its version) → `content` and
`article` (its HTML as WeChat keeps it) → `limits` (what the platform takes) → `parcel` (one article as the platform
wants it) → `courier` (which call, when, and never twice) or `preview` (the same to look at, without an account).
`marker` and `box` are how a draft is known again. At the rim: `sources` reads feeds and pictures, `pictures` asks
Pillow, `client` speaks to the platform (`faults`, `refusals`: how that goes wrong), `ledger` remembers.
"""
