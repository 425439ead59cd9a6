"""From what was read to the files of the site.

site            all of the column's files, in their order
article_media   the pictures and films beside an article's page, and its cover
redirects       the pages at former addresses of renamed articles
media_hosts     the hosts of films elsewhere, for the server
sitemap         sitemap.xml and robots.txt
calendar_file   the anti-fraud calendar, for calendars

Each gives products (`system.output_tree`): the paths of files, the key of each, how to make them. The build's tree
decides which are made, the preview's makes the one that is asked for.
"""
