"""Photos, drawings, cards, films and QR codes.

photos          inspect and scale a photo; photo_sizes caches what inspection finds
strip_photo_metadata, strip_film_metadata
                what a camera wrote into the file goes; films in a process of their own
variants        the published widths and names of a photo, and its `<img>`
cards           the picture of an article that has no photo
picture_store   photos and cards as finished files, each made once
drawings        the icons as one sprite, and the scenes
films           inspect a film, and have it stripped
qr              an address as a QR code
"""
