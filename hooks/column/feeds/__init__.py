"""The feeds: which there are, what they hold, and their bytes in three formats.

A reader's path: `channels` (which feeds there are) → `entries` (from an article to an entry) → `documents` (each feed
and archive page, with its inputs) → `writer` (from these to bytes) → `xml_formats`, `json_feed`, `opml` (the formats,
which know `model` alone).
"""
