from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from evidence.extract.reading import read_file

Save = Callable[[str, bytes], Path]

PAGE = (
    "<html><head><title>名</title><style>p{}</style><script>var a</script></head><body><h1>关于检查<br>的通知</h1>"
    "<p style='display:none'>看不见</p><table><tr><td>布局<table><tr><td>序号</td><td>姓名</td></tr>"
    "<tr><td><p>一</p><p>二</p></td><td></td></tr></table></td></tr></table></body></html>"
)
SEEN = "关于检查\n的通知\n布局\n序号\t姓名\n一二"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_is_seen_of_a_page_is_read(save: Save, encoding: str) -> None:
    reading = read_file(save("通知.html", PAGE.encode(encoding)), "通知.html")
    assert (reading.media_type, reading.text, reading.pages) == ("text/html", SEEN, None)


def test_a_web_archive_is_read_from_its_pages(save: Save) -> None:
    body = b64encode(PAGE.encode("gbk")).decode()
    data = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{body}\r\n--x\r\nContent-Type: image/png\r\n\r\nzz\r\n--x--\r\n"
    )
    reading = read_file(save("通知.doc", data.encode()), "通知.doc")
    assert (reading.media_type, reading.text) == ("multipart/related", SEEN)


MAIL = (
    'From: "=?gb2312?B?{sender}?=" <a@b.cn>\r\nTo: c@d.cn\r\nSubject: =?gb2312?B?{subject}?=\r\n'
    "Date: Mon, 20 Nov 2023 15:30:00 +0800\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
    "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--x\r\n"
    'Content-Type: application/msword; name="=?gbk?B?{name}?="\r\n'
    "Content-Disposition: attachment\r\n\r\nzz\r\n--x--\r\n"
)


def gbk(text: str) -> str:
    return b64encode(text.encode("gbk")).decode()


def test_a_mail_gives_subject_sender_time_words_and_names_of_attachments(save: Save) -> None:
    words = {"sender": gbk("王敏"), "subject": gbk("报送材料"), "body": gbk("请查收。\r\n"), "name": gbk("附件1.doc")}
    reading = read_file(save("邮件.eml", MAIL.format(**words).encode()), "邮件.eml")
    assert reading.media_type == "message/rfc822"
    assert reading.text.split("\n") == ["报送材料", "王敏 <a@b.cn>", "2023-11-20 15:30", "请查收。", "附件1.doc"]
    assert reading.taken_at == datetime(2023, 11, 20, 15, 30)  # noqa: DTZ001 - the sender's own clock


def test_a_mail_with_raw_bytes_and_a_page_for_a_body_is_read(save: Save) -> None:
    data = "Message-ID: <1@b.cn>\nFrom: 王敏 <a@b.cn>\nSubject: 报送材料\nContent-Type: text/html\n\n" + PAGE
    lines = read_file(save("邮件.eml", data.encode("gbk")), "邮件.eml").text.split("\n")
    assert lines[:3] == ["报送材料", "王敏 <a@b.cn>", "关于检查"]


def test_notes_that_look_a_little_like_a_mail_stay_notes(save: Save) -> None:
    data = "To: 各镇\nSubject: 通知\n\n正文".encode()
    assert read_file(save("通知.txt", data), "通知.txt").media_type == "text/plain"


def test_a_charset_whose_name_is_broken_costs_no_mail(save: Save) -> None:
    subject = b64encode("通知".encode()).decode()
    mail = (
        f"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: =?utf\x00-8?B?{subject}?=\r\nDate: Mon, 20 Nov 2023 09:00:00 +0800\r\n"
    )
    mail += 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf\x00-8"\r\n\r\n请各单位报送。\r\n'
    read = read_file(save("通知.eml", mail.encode()), "通知.eml")
    assert "通知" in read.text
    assert "请各单位报送。" in read.text
