"""Texts as such: Markdown, digits, patterns.

markdown_html   contributors' Markdown as HTML that is safe to publish
markdown_fast   the same for plain texts, quicker
near_copies     which earlier text one text nearly repeats
folding         ways of writing a character that count as one, for the search
traditional     traditional characters and the simplified ones that stand for them
digit_runs      numbers as people write them, for the rules of privacy and hotlines
prefilter       patterns that are tried only where they can match
surnames        surnames of one character
alternation     one pattern for many words
placeholders    marks in HTML for what is known only where it is published
"""
