"""Files and processes; nothing here knows what an article is.

fingerprint   the state of a file, of the project, of code
cache         checksummed values between builds
cache_keys    texts that stand for the values that a file is made from
parallel      work in several processes
output_tree   the files of a site, written where they are missing or stale
live_tree     the same files, made when they are asked for
site_trees    two trees that take turns, so that the site always stands whole
"""
