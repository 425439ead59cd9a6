"""Tests of the tool that makes official-account drafts, against a WeChat of their own on loopback."""
