"""Delivery of feed items to an account's draft box, or to a folder as a preview.

In reading order: `deliver` decides which draft is added or updated; `removal` deletes the drafts of what came down;
`outcome` says what became of an item; `ledger` records it in SQLite; `draft_box` finds an item's draft in the box;
`uploads` uploads each file once; `preview` is the dry run.
"""
