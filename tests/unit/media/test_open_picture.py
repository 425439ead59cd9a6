"""A picture is opened whole or not at all, and the reason is told apart."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from column.media.open_picture import FORMATS, Fault, OpenError, opened


def picture(size: tuple[int, int] = (64, 48), form: str = "JPEG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_decoded(form: str) -> None:
    with opened(picture(form=form)) as found:
        assert (found.format, found.size) == (form, (64, 48))


@pytest.mark.parametrize(
    ("make", "fault", "size"),
    [
        (lambda: b"", Fault.UNKNOWN_FORMAT, None),
        (lambda: b"<svg/>", Fault.UNKNOWN_FORMAT, None),
        (lambda: picture(form="PPM"), Fault.UNKNOWN_FORMAT, None),
        (lambda: picture((640, 480))[:-500], Fault.DAMAGED, None),
        (lambda: picture((9000, 9000), "PNG", "1"), Fault.TOO_LARGE, (9000, 9000)),
        (lambda: picture((20_000, 10_000), "PNG", "1"), Fault.TOO_LARGE, None),
    ],
    ids=["empty", "svg", "other", "cut", "large", "bomb"],
)
def test_what_is_no_usable_picture_is_told_apart(
    make: Callable[[], bytes], fault: Fault, size: tuple[int, int] | None
) -> None:
    with pytest.raises(OpenError) as caught, opened(make()):
        pass
    assert (caught.value.fault, caught.value.size) == (fault, size)


def test_a_format_that_was_not_asked_for_is_unknown() -> None:
    with pytest.raises(OpenError), opened(picture(form="TIFF"), ("JPEG", "PNG")):
        pass


def test_a_large_jpeg_is_decoded_at_a_smaller_scale() -> None:
    with opened(picture((12_000, 9000), mode="L"), longest=2560) as found:
        assert found.size == (6000, 4500)


def test_a_fault_found_while_the_picture_is_used_counts_as_damage() -> None:
    with pytest.raises(OpenError) as caught, opened(picture()):
        raise OSError("broken profile")
    assert caught.value.fault is Fault.DAMAGED
