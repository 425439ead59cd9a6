"""Photos, cards, films and QR codes.

photos          inspect, scale and strip a photo; photo_sizes caches what inspection finds
variants        the published widths and names of a photo, and its `<img>`
cards           the picture of an article that has no photo
picture_store   photos and cards as finished files, each made once
films           inspect and strip a film; film_remux does it in a process of its own
qr              an address as a QR code
"""
