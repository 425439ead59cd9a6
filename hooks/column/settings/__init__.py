"""The office's settings: the column's part of mkdocs.yml.

records.py   the records that the code is given
models.py    what may be written: type, limits, Chinese name and example of each key
values.py    written values by their place, filled into models; the rules
load.py      the reading: the file to records, with a problem for each mistake
"""
