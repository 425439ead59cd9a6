"""Drafts of a WeChat official account, made from the column's feeds; used by `scripts/wechat.py`.

In reading order:
`feed_reader` reads feeds and pictures: a feed becomes `Item` records, each with the key that its draft carries.
`article` turns an item into the article of a draft: sanitised HTML, laid out and styled, checked against the limits.
`platform` is the API of WeChat: its limits, credentials, calls and error codes.
`delivery` decides which call is made when, so that each item gets one draft; or writes a preview without an account.
`cli` defines the command line.
Imports go one way: `delivery` → `article` → `feed_reader`, `platform`.
"""
