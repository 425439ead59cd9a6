"""An error for a user reads as one text and survives the way between processes."""

from __future__ import annotations

import pickle

from column.model.problems import UserError


def test_its_text_says_what_and_how_to_mend() -> None:
    assert str(UserError("照片是空文件。", "重新上传。")) == "照片是空文件。重新上传。"
    assert str(UserError("照片是空文件。")) == "照片是空文件。"


def test_it_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(UserError("甲。", "乙。")))
    assert (error.what, error.mend) == ("甲。", "乙。")
