"""The end of every command: an exit code, and one sentence where the system refuses a file."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

_SPACE = "磁盘满了。腾出空间再运行一次；缓存在 .cache/，可以整个删掉，下次会重新做。"
_RIGHTS = "没有权限。换一个有权限的账号，或者把文件夹的主人改成自己，再运行一次。"
_IN_THE_WAY = "这个位置被别的文件或文件夹占着。删掉它，再运行一次。"
_REASONS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EROFS: "磁盘是只读的。",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTEMPTY: _IN_THE_WAY,
    errno.EMFILE: "同时打开的文件太多。关掉别的程序再运行一次。",
    errno.EIO: "磁盘读写出错。换一块磁盘，或请管电脑的人看一看。",
}
INTERRUPTED = 130
"""The exit code after Ctrl+C: 128 and the number of the signal, as shells have it."""


def run(main: Callable[[], int]) -> NoReturn:
    """End the process with the exit code of `main`: 130 after Ctrl+C, 1 where nobody reads what it writes any more or
    where the system refuses a file, which is said in one sentence. What is no fault of files is raised."""
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # else Python complains once more at its end
        code = 1
    except OSError as fault:
        if fault.errno not in _REASONS:
            raise
        place = f"{fault.filename2 or fault.filename}：" if fault.filename else ""
        sys.stderr.write(f"{place}{_REASONS[fault.errno]}\n")
        code = 1
    sys.exit(code)
