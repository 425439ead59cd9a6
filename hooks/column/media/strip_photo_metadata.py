"""Pictures without what a camera wrote into the file: only pixels are published.

A photo from a phone carries where and when it was taken (Exif 2.32, GPS IFD). What is published is written anew from the
pixels alone, in sRGB, so no tag, comment, profile or thumbnail of the original survives.
"""

from __future__ import annotations

import io

from PIL import Image, ImageCms

QUALITY = 76
"""Of 100, with the tables of the standard (ITU-T T.81, annex K); tables made for each picture would save a tenth of its
bytes, or allow for 80, and take as long as all the rest of writing it."""


def bare(picture: Image.Image) -> Image.Image:
    """The picture's pixels in sRGB on white, in a new image that carries nothing else."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = (
                ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
                or picture
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile costs a shade of colour, not the photo
    canvas = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        canvas.paste(layer, mask=layer)
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas


def encode(picture: Image.Image) -> bytes:
    """A picture in RGB as a JPEG; baseline, as a progressive one takes half as long again to write."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
