"""Mails that arrive: the mail is a paper, and what is attached comes in as files of its own."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from evidence.extract import unpack
from evidence.model import Flag
from evidence.wording.archives import REMARKS
from tests.evidence.intake.conftest import Take
from tests.evidence.intake.test_archives import a_zip
from tests.office.compound import Streams, compound_of

WORDS = "关于印发食品安全工作方案的通知".encode()


def encoded_word(name: str, code: str = "gbk") -> str:
    return f'filename="=?{code}?B?{b64encode(name.encode(code)).decode()}?="'


def a_part(data: bytes, name: str, kind: str = "application/octet-stream", more: str = "") -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Disposition: attachment; {name}\r\nContent-Transfer-Encoding: base64\r\n"
    return head.encode() + more.encode() + b"\r\n" + b64encode(data) + b"\r\n"


def a_mail(parts: Sequence[bytes], subject: str = "report") -> bytes:
    head = (
        f"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: {subject}\r\nMessage-ID: <1@b.cn>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/mixed; boundary="x{len(parts)}{subject}"\r\n\r\n'
    ).encode()
    mark = f"--x{len(parts)}{subject}".encode()
    body = b"".join(mark + b"\r\n" + part for part in (b"Content-Type: text/plain\r\n\r\nsee below\r\n", *parts))
    return head + body + mark + b"--\r\n"


@pytest.mark.parametrize(
    "name",
    [
        'filename="附件.txt"',
        encoded_word("附件.txt"),
        encoded_word("附件.txt", "utf-8"),
        f"filename*=utf-8''{quote('附件.txt')}",
        f"filename*=gbk''{quote('附件.txt'.encode('gbk'))}",
        f"filename*0*=utf-8''{quote('附')}; filename*1*={quote('件.txt')}",
    ],
)
def test_what_is_attached_comes_in_under_its_name_and_the_mail_stays_a_paper(name: str, take: Take) -> None:
    mail = a_mail([a_part(WORDS, name)])
    arrived = take({"来信.eml": mail})
    assert arrived.told() == {"来信.eml": "new", "来信.eml!/附件.txt": "new"}
    assert arrived.kept() == {mail, WORDS}


def test_raw_gbk_names_are_read(take: Take) -> None:
    mail = a_mail([a_part(WORDS, 'filename="附件.txt"')]).replace("附件".encode(), "附件".encode("gbk"))
    assert "来信.eml!/附件.txt" in take({"来信.eml": mail}).told()


def test_mails_and_archives_in_mails_are_opened_in_their_place(take: Take) -> None:
    inner = a_mail([a_part(a_zip({"方案.txt": WORDS}), 'filename="a.zip"')], "inner")
    mail = a_mail([b"Content-Type: message/rfc822\r\n\r\n" + inner])
    arrived = take({"来信.eml": mail})
    assert arrived.told() == {
        "来信.eml": "new",
        "来信.eml!/inner.eml": "new",
        "来信.eml!/inner.eml!/a.zip": "opened",
        "来信.eml!/inner.eml!/a.zip!/方案.txt": "new",
    }


def test_a_mail_in_an_archive_is_a_paper_too(take: Take) -> None:
    arrived = take({"信.zip": a_zip({"来信.eml": a_mail([a_part(WORDS, 'filename="a.txt"')])})})
    assert arrived.told() == {"信.zip": "opened", "信.zip!/来信.eml": "new", "信.zip!/来信.eml!/a.txt": "new"}


def test_what_has_no_name_gets_one(take: Take) -> None:
    assert "来信.eml!/附件1" in take({"来信.eml": a_mail([a_part(WORDS, "size=5")])}).told()


def test_small_pictures_in_the_words_are_ornaments(take: Take) -> None:
    logo = (
        b"Content-Type: image/png\r\nContent-ID: <1>\r\nContent-Disposition: inline; filename=logo.png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + b64encode(b"\x89PNG small") + b"\r\n"
    )
    arrived = take({"来信.eml": a_mail([logo, a_part(b"\x89PNG small too", 'filename="photo.png"', "image/png")])})
    assert arrived.told()["来信.eml!/logo.png"] == "junk"
    assert arrived.says("来信.eml!/logo.png", "mail_ornament")
    assert arrived.told()["来信.eml!/photo.png"] != "junk"


def test_a_name_that_leads_elsewhere_leads_nowhere(take: Take) -> None:
    arrived = take({"来信.eml": a_mail([a_part(WORDS, 'filename="../../坏.txt"')])})
    assert arrived.says("来信.eml!/../../坏.txt", "member_outside")


def test_ten_thousand_attachments_are_not_taken_out_and_the_mail_is_kept(take: Take) -> None:
    mail = a_mail([a_part(b"%d" % number, f'filename="{number}.txt"') for number in range(10_000)])
    arrived = take({"来信.eml": mail})
    assert arrived.told() == {"来信.eml": "unreadable", "来信.eml!/附件": "refused"}
    assert arrived.says("来信.eml!/附件", "mail_too_large")
    assert arrived.kept() == {mail}


def test_more_than_an_archive_may_hold_is_refused_and_the_mail_is_kept(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[int, unpack.Member] = {}
    monkeypatch.setattr(unpack, "MOST_MEMBERS", 2)
    mail = a_mail([a_part(WORDS, f'filename="{number}.txt"') for number in range(3)])
    arrived = take({"来信.eml": mail})  # opened in a process of its own, with the real limit
    assert len(arrived.told()) == 4
    path = next(path for path in arrived.vault.rglob("*.eml"))
    folder = arrived.vault.parent / "此处"
    folder.mkdir()
    unpack.unpack(path, path.name, folder, lambda number, member: told.update({number: member} if member else {}))
    assert told[0].code is None
    assert [member.code for number, member in told.items() if number > 0][-1] == "mail_too_many"


def test_a_bomb_in_a_mail_is_refused_alone(take: Take) -> None:
    bomb = a_zip({"零.bin": bytes(300 << 20)})
    arrived = take({"来信.eml": a_mail([a_part(bomb, 'filename="b.zip"'), a_part(WORDS, 'filename="a.txt"')])})
    assert arrived.told() == {"来信.eml": "new", "来信.eml!/b.zip": "refused", "来信.eml!/a.txt": "new"}


def test_a_secret_mark_in_what_is_attached_is_seen(take: Take) -> None:
    arrived = take({"来信.eml": a_mail([a_part("机密★1年\n题目\n".encode(), 'filename="a.txt"')])})
    assert arrived.told() == {"来信.eml": "new", "来信.eml!/a.txt": "refused"}
    assert Flag.SECRET in arrived.of("来信.eml!/a.txt").flags


def test_what_lies_elsewhere_is_told(take: Take) -> None:
    part = b'Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="a.eml"\r\n\r\n'
    elsewhere = (
        b'Content-Type: message/external-body; name="b.txt"; access-type=URL\r\n\r\nContent-Type: text/plain\r\n\r\n'
    )
    arrived = take({"来信.eml": a_mail([elsewhere, part])})
    assert arrived.told()["来信.eml!/b.txt"] == "unreadable"
    assert arrived.says("来信.eml!/b.txt", "mail_part")


def test_a_mail_that_was_cut_short_still_comes_in(take: Take) -> None:
    mail = a_mail([a_part(WORDS, 'filename="a.txt"'), a_part(WORDS * 999, 'filename="b.txt"')])
    arrived = take({"来信.eml": mail[: len(mail) // 2]})
    assert arrived.told()["来信.eml"] == "new"
    assert arrived.told()["来信.eml!/a.txt"] == "new"


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def test_what_is_attached_to_a_mail_of_outlook_comes_in(take: Take) -> None:
    attached: Streams = {"__substg1.0_3707001F": wide("附件.txt"), "__substg1.0_37010102": WORDS}
    streams: Streams = {
        "__properties_version1.0": b"",
        "__substg1.0_0037001F": wide("报送材料"),
        "__substg1.0_1000001F": wide("请查收。"),
        "__attach_version1.0_#00000000": attached,
        "__attach_version1.0_#00000001": {"__substg1.0_3701000D": b""},
    }
    arrived = take({"来信.msg": compound_of(streams)})
    assert arrived.told() == {"来信.msg": "new", "来信.msg!/附件.txt": "new", "来信.msg!/附件2": "refused"}
    assert arrived.says("来信.msg!/附件2", "mail_other")
    assert {piece.facts.title for piece in arrived.snapshot.pieces} >= {"报送材料"}


def attribute(kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", 2, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def a_winmail(*files: tuple[str, str, bytes | None]) -> bytes:
    """Return a winmail.dat of files: short name, long name, content."""
    data = struct.pack("<IH", 0x223E9F78, 1)
    for title, name, content in files:
        data += attribute(0x00069002, bytes(14)) + attribute(0x00018010, title.encode("gbk") + b"\0")
        data += attribute(0x0006800F, content) if content is not None else b""
        wide_name = wide(name + "\0")
        properties = struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(wide_name)) + wide_name
        data += attribute(0x00069005, properties) if name else b""
    return data


def test_what_outlook_packs_into_winmail_is_taken_out(take: Take) -> None:
    packed = a_winmail(("FUJIAN~1.TXT", "附件一.txt", WORDS), ("附件二.txt", "", b"second"), ("a mail", "", None))
    arrived = take({"来信.eml": a_mail([a_part(packed, 'filename="winmail.dat"', "application/ms-tnef")])})
    assert arrived.told() == {
        "来信.eml": "new",
        "来信.eml!/winmail.dat": "opened",
        "来信.eml!/winmail.dat!/附件一.txt": "new",
        "来信.eml!/winmail.dat!/附件二.txt": "new",
        "来信.eml!/winmail.dat!/a mail": "refused",
    }
    assert arrived.says("来信.eml!/winmail.dat", "winmail_opened", count=3)


def test_a_winmail_that_was_cut_short_gives_what_is_whole(take: Take) -> None:
    packed = a_winmail(("a.txt", "", WORDS), ("b.txt", "", WORDS * 9))[:-40]
    arrived = take({"winmail.dat": packed})
    assert arrived.told() == {"winmail.dat": "unreadable", "winmail.dat!/a.txt": "new", "winmail.dat!/b.txt": "refused"}


def test_every_code_of_mails_is_worded() -> None:
    codes = (
        "winmail_opened",
        "mail_part",
        "mail_ornament",
        "mail_other",
        "mail_too_many",
        "mail_too_large",
        "mail_damaged",
    )
    assert all(REMARKS[code] for code in codes)
