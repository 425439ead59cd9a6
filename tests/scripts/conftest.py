from support.wechat.fixtures import harness, wechat

__all__ = ["harness", "wechat"]
