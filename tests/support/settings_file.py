"""A mkdocs.yml with every key that the column reads."""

from __future__ import annotations

PLAIN = """site_name: 反诈宣传专栏
site_description: 怎么认出骗局，该怎么做。
site_url: https://fanzha.example.gov.cn/
copyright: 示例市公安局
extra:
  hotlines:
    - number: "110"
      name: 报警电话
      use: 马上打。
    - number: "12381"
      name: 预警短信
      use: 只发短信。
      dial: false
  column:
    page_size: 20
    samples: true
  feedback:
    survey: ""
    useful: ""
  feeds:
    authority: fanzha.example.gov.cn
    since: 2025-04-27
    size: 50
    hub: ""
  government:
    organizer: 示例市公安局
    site_id_code: ""
  footer:
    - name: 订阅
      url: feeds/
"""


def changed(*pairs: tuple[str, str]) -> bytes:
    """The file with the first of each pair replaced by the second."""
    text = PLAIN
    for right, wrong in pairs:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text.encode()


def with_editor(text: str, backend: str, url: str) -> str:
    """The project's mkdocs.yml with a forge for the editor."""
    for key, value in (("backend", backend), ("url", url)):
        assert text.count(f'    {key}: ""\n') == 1
        text = text.replace(f'    {key}: ""\n', f"    {key}: {value}\n")
    return text
