"""The server's policy follows the hosts of films that the settings name."""

from __future__ import annotations

from pathlib import Path

from column.publish import media_hosts


def test_every_page_gets_the_hosts(tmp_path: Path) -> None:
    media_hosts.write(tmp_path, ["v.example.gov.cn", "media.example.cn"])
    file = tmp_path / media_hosts.PLACE
    assert file.read_text("utf-8") == '"~." " https://v.example.gov.cn https://media.example.cn";\n'
    media_hosts.write(tmp_path, [])
    assert file.read_text("utf-8") == ""
