"""How documents of a project look and by what names, as the office chose."""

from __future__ import annotations

from msgspec import Struct


class Imprint(Struct, frozen=True):
    """How documents of a project look and by what names; None: what the program proposes."""

    template: str | None = None  # a profile by its name, or a file of the project's own
    cover_title: str | None = None  # 题名
    signed: str | None = None  # 落款
    seal: str | None = None  # 印章名称: what the office's stamp says
    fonds: str | None = None  # 全宗号; with the next two what a 归档章 says of all papers (DA/T 22-2015)
    keeping: str | None = None  # 保管期限
    division: str | None = None  # 机构（问题）


AS_PROPOSED = Imprint()
