"""The command line: what may be asked, in Chinese; the asking itself loads nothing that the work needs."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import NoReturn

from app.backup_options import add_backup_commands
from app.batch_options import add_batch_commands, add_delivery
from app.box_options import add_box_commands
from app.chase_options import add_chase_commands
from app.crop_options import add_crop_command
from app.document_options import add_document_commands
from app.doubt_options import add_doubt_commands
from app.export_options import add_carrying
from app.figure_options import add_figure_commands
from app.finding_options import add_finding_commands
from app.frozen_options import add_frozen_commands
from app.item_options import add_item_commands, add_workspace
from app.layout_options import PROFILE, add_layout_commands
from app.one_page_options import add_one_page_command
from app.package_options import add_package_commands
from app.paging_options import add_paging_command
from app.part_options import add_mode, add_part_commands
from app.piece_options import add_past_commands, add_piece_commands
from app.program import NAME, version
from app.record_options import add_record_commands
from app.review_options import add_review_commands
from app.score_options import add_score_commands
from app.secrecy_options import add_secrecy_commands
from app.set_options import add_set_commands
from app.site_options import add_site_commands
from app.survey_options import add_survey_commands

DONE, REFUSED, WRONG_USAGE, GATE_CLOSED = 0, 1, 2, 3

# argparse speaks English; these are all its complaints that our options can raise.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (\d[\d ]*)", r"不认识的参数 \1（盒号等要写在迎检项目后面、各个 -- 选项前面）"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (r"argument (.+?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.+?): expected at least one argument", r"\1 后面缺少内容"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可用：\3"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不能写内容，多了 \2"),
    (r"argument (.+?): (应是.+)", r"\1 \2"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同时使用"),
    (r"one of the arguments (.+) is required", r"要写明 \1 中的一个"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 不明确，可能是 \2"),
)

_PIECE = "add 或 tray 显示的编号，可只写前几位"
_FACTS = (
    ("title", "题名"),
    ("number", "文号"),
    ("date", "成文日期，如 2023-11-20 或 2023年11月20日"),
    ("issuer", "责任者"),
    ("unit", "报送单位"),
    ("year", "年度，如 2023"),
    ("kind", "材料种类"),
    ("stage", "环节：部署、落实、成效、整改"),
    ("level", "级别：国、省、市、县、部门、乡镇、企业"),
    ("seal", "盖章：已盖章、未盖章"),
    ("valid-until", "有效期至（证书、资质），如 2026-02-28"),
    ("place", "地点（照片），如 县文化广场"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        """Say 用法 for usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


# No option is called so: it is a word that a search is not to find, and a wide minus says the same.
_UNWANTED_WORD = re.compile(r"^-(?=[^\x00-\x7f]|\")")


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, description=description, formatter_class=_Formatter, add_help=False, allow_abbrev=False)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in Chinese and leave."""
        for pattern, meaning in _COMPLAINTS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, meaning, message)
                break
        print(f"命令写法不对：{message}。用 {self.prog} --help 查看用法。", file=sys.stderr)
        sys.exit(WRONG_USAGE)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"应是正整数，不能是 {text}")
    return int(text)


def _command(group: argparse._SubParsersAction[_Parser], name: str, about: str) -> _Parser:  # pyright: ignore[reportPrivateUsage]
    parser = group.add_parser(name, help=about, description=about)
    parser.add_argument("--json", action="store_true", help="输出一份 JSON 供程序读取")
    return parser


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = _Parser(NAME, "备检：把佐证材料归到评价内容下，查出缺项，导出 Word 资料汇编。全部在本机进行，不联网。")
    top.add_argument("--version", action="store_true", help="显示版本")
    top.add_argument("--by", metavar="姓名", help="经办人姓名，记入办理记录（默认为本机用户名）")
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=_Parser)
    _reading_commands(commands)
    _writing_commands(commands)
    _confirm_command(commands)
    _paper_command(commands)
    _unit_commands(commands)
    _table_commands(commands)
    _side_commands(commands)
    _edition_commands(commands)
    add_item_commands(partial(_command, commands))
    add_batch_commands(partial(_command, commands), _PIECE)
    add_backup_commands(partial(_command, commands))
    add_secrecy_commands(partial(_command, commands), _PIECE)
    add_piece_commands(partial(_command, commands), _PIECE)
    add_past_commands(partial(_command, commands), _PIECE)
    add_paging_command(partial(_command, commands), _PIECE)
    add_crop_command(partial(_command, commands), _PIECE)
    add_frozen_commands(partial(_command, commands))
    add_box_commands(partial(_command, commands))
    add_doubt_commands(partial(_command, commands))
    add_review_commands(partial(_command, commands))
    add_record_commands(partial(_command, commands))
    add_finding_commands(partial(_command, commands))
    add_part_commands(partial(_command, commands))
    add_package_commands(partial(_command, commands))
    _search_command(commands)
    add_figure_commands(partial(_command, commands))
    add_score_commands(partial(_command, commands))
    add_layout_commands(partial(_command, commands))
    _export_commands(commands)
    add_document_commands(partial(_command, commands))
    add_one_page_command(partial(_command, commands))
    add_set_commands(partial(_command, commands))
    add_chase_commands(partial(_command, commands))
    add_survey_commands(partial(_command, commands))
    add_site_commands(partial(_command, commands))
    return top


def _columns(parser: _Parser) -> None:
    parser.add_argument(
        "--sheet", metavar="工作表", nargs="+", help="只读这些工作表（Word 文件里是表格），写名称或序号，可写多个"
    )
    parser.add_argument("--header", metavar="行号", help="表头在第几行，如 3；占几行的写 3-4；没有表头的写 无")
    parser.add_argument(
        "--map",
        metavar="栏=用途",
        help="各栏是什么，如 A=编号,C=评价内容,F=不采用；栏写字母或栏名，没写的仍由程序判断；写 上次 照上次选定的读取",
    )


def _reading_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    demo = _command(commands, "demo", "用随程序附带的示例走一遍：建项目、收件、归项、查缺项、导出")
    demo.add_argument("--out", metavar="文件夹", required=True, help="示例放到哪里")
    scheme = _command(commands, "scheme", "读取评价细则表格并显示读到的内容，不建项目")
    scheme.add_argument("table", metavar="表格", help="评价细则表格（xlsx、xls、docx、csv 或网页表格）")
    _columns(scheme)
    gaps = _command(commands, "gaps", "查缺项：缺什么、哪一年、哪个单位")
    add_workspace(gaps)
    gaps.add_argument("--unit", metavar="单位", help="只看一个单位，可写简称，如 市场监管局")
    gaps.add_argument("--gate", action="store_true", help="送审前检查；没有通过时退出码为 3")
    gaps.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")


def _writing_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    new = _command(commands, "new", "新建迎检项目")
    add_workspace(new)
    new.add_argument(
        "--scheme", metavar="细则", required=True, help="评价细则表格的路径，或附带细则的名称（如 演示版）"
    )
    _columns(new)
    new.add_argument("--place", metavar="地名", help="如 云岭县")
    new.add_argument("--office", metavar="单位", help="编制单位，印在封面上，如 云岭县食药安办")
    new.add_argument("--years", metavar="起止年", help="如 2021-2023；后一个是评审基准年（默认为去年往前三年）")
    add_mode(new)
    new.add_argument("--townships", metavar="名单", help="乡镇名单：每行一个的文本文件，或 名1,名2")
    add = _command(commands, "add", "收件：把文件和文件夹收进项目")
    add_workspace(add)
    add.add_argument("paths", metavar="路径", nargs="+", help="文件或文件夹，可写多个")
    add.add_argument(
        "--accept",
        choices=("certain", "best", "none"),
        default="certain",
        help="certain 只归把握较大的（默认）；best 都按最可能的归；none 全部留在待整理",
    )
    add_delivery(add)
    add.add_argument("--no-wait", action="store_true", help="不等扫描件和照片识别完；以后写 read 接着识别")
    read = _command(commands, "read", "识别扫描件和照片上的文字，接着上次没有识别完的")
    add_workspace(read)
    _sorting_commands(commands)
    facts = _command(commands, "facts", "更正佐证材料的题名、文号、日期等；写几个编号就一起改，一步撤销")
    add_workspace(facts)
    facts.add_argument("pieces", metavar="材料编号", nargs="+", help=_PIECE)
    for option, about in _FACTS:
        facts.add_argument(f"--{option}", metavar="内容", help=f"{about}；写空值 '' 表示不明")
    pages = "数出来的页数，1 到 9999，如 12，编页号时先按它；写空值 '' 按文件的页数"
    facts.add_argument("--pages", metavar="页数", help=pages)
    facts.add_argument("--flag", metavar="标记", action="append", default=[], help="加标记，如 草稿、含个人信息")
    facts.add_argument("--no-flag", metavar="标记", action="append", default=[], help="去掉标记")


def _sorting_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    tray = _command(commands, "tray", "列出待整理：还没有归项的佐证材料，和建议归到哪里")
    add_workspace(tray)
    file = _command(commands, "file", "把一件佐证材料归到评价内容下")
    add_workspace(file)
    file.add_argument("piece", metavar="材料编号", help=_PIECE)
    file.add_argument("places", metavar="内容号", nargs="+", help="如 11-39；写 11-39#材料名称 可指定应备材料")
    unfile = _command(commands, "unfile", "撤销归项：把一件佐证材料从评价内容下取出来")
    add_workspace(unfile)
    unfile.add_argument("piece", metavar="材料编号", help=_PIECE)
    unfile.add_argument("places", metavar="内容号", nargs="+", help="如 11-39；写 11-39#材料名称 只撤这一处")
    add_workspace(_command(commands, "undo", "撤销上一步：收件、归项、撤销归项、更正或登记，可连续撤销"))
    add_workspace(_command(commands, "redo", "重做刚撤销的一步"))


def _search_command(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    search = _command(commands, "search", "查找材料：按题名、文号、责任者、单位、文件名和全文里的字，一个字也能找")
    add_workspace(search)
    about = "要找的字；几个词之间空一格是都要有，前面加 - 是不要，如 '会议 -草稿'；加引号的连在一起找；只按选项找写 ''"
    search.add_argument("query", metavar="查找内容", nargs="+", help=about)
    search.add_argument("--unit", metavar="单位", help="只要这个单位报送的，可写简称，如 市场监管局")
    search.add_argument("--year", metavar="年度", help="只要这一年的，如 2023")
    search.add_argument("--kind", metavar="种类", help="只要这一种材料，如 检验报告")
    search.add_argument("--item", metavar="内容号", help="只要归在这一项的；写类别或要点的编号则包括其下各项")
    search.add_argument("--state", choices=("待整理", "已归项"), help="只要待整理的，或已归项的")
    search.add_argument("--batch", metavar="批次", help="只要这一批收到的，如 收2024-012")
    search.add_argument("--limit", metavar="件数", type=_count, default=20, help="最多列出多少件，至少 1（默认 20）")


def _confirm_command(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    confirm = _command(commands, "confirm", "确认建议应备：程序按细则的表述提出的应备材料，确认后才计入缺项")
    add_workspace(confirm)
    confirm.add_argument("codes", metavar="内容号", nargs="*", help="如 11-39；写类别或要点的编号则包括其下各项")
    confirm.add_argument("--all", action="store_true", help="全部确认")


def _paper_command(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    paper = _command(commands, "paper", "登记纸质备查件：没有电子文件、原件存在别处的材料")
    add_workspace(paper)
    paper.add_argument("places", metavar="内容号", nargs="*", help="归到哪里，如 11-39 或 11-39#材料名称")
    paper.add_argument("--where", metavar="存放处", required=True, help="原件存放在哪里，如 县委办档案室3号柜")
    paper.add_argument("--keeper", metavar="保管人", required=True, help="由谁保管")
    paper.add_argument("--pages", metavar="页数", type=_count, help="共多少页，至少 1")
    for option, about in _FACTS:
        paper.add_argument(f"--{option}", metavar="内容", help=about, required=option == "title")


def _unit_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    units = _command(commands, "units", "列出单位和联络员；也可导入通讯录，或另存为表格")
    add_workspace(units)
    units.add_argument("--import", dest="list", metavar="通讯录", help="导入表格，栏名如 单位、联络员、电话、备注")
    units.add_argument("--plan", action="store_true", help="与 --import 同用：只列出会怎样改，不作改动")
    units.add_argument("--out", metavar="文件", help="另存为 .xlsx")
    unit = _command(commands, "unit", "增加、改名、并入、删除一个单位，或登记它的联络员")
    add_workspace(unit)
    unit.add_argument("unit", metavar="单位", help="单位名称，可写简称，如 市场监管局")
    change = unit.add_mutually_exclusive_group()
    change.add_argument("--add", action="store_true", help="增加这个单位")
    change.add_argument("--rename", metavar="新名称", help="改名；名单里已有新名称的，两个单位并为一个")
    change.add_argument("--replace-by", metavar="接替单位", help="删除，写着它的评价内容和应备材料改由接替单位负责")
    change.add_argument("--remove", action="store_true", help="删除；评价内容或应备材料还写着它的，不能删除")
    unit.add_argument("--kind", choices=("县直", "乡镇"), help="县直单位，或乡镇（街道）")
    unit.add_argument("--approach", choices=("发文", "上门"), help="催报方式：发文催报，或上门沟通（不发催报）")
    for option, about in (("contact", "联络员姓名"), ("phone", "电话"), ("note", "备注")):
        unit.add_argument(f"--{option}", metavar="内容", help=f"{about}；写空值 '' 表示不明")
    unit.add_argument("--former", metavar="名称", help="曾用名，多个用逗号分开；旧材料按曾用名找到这个单位")
    unit.add_argument("--before", metavar="单位", help="在名单里排到这个单位前面")
    project = _command(commands, "project", "查看或修改项目信息：地名、编制单位、工作方式、起始年度、送审日期")
    add_workspace(project)
    project.add_argument("--place", metavar="地名", help="如 云岭县")
    project.add_argument("--office", metavar="单位", help="编制单位，印在封面上，如 云岭县食药安办")
    project.add_argument("--first-year", metavar="年度", help="资料从哪一年起，四位数的年份，如 2021")
    add_mode(project)
    project.add_argument("--submit-on", metavar="日期", help="送审日期，如 2024-03-15；写空值 '' 表示未定")


def _table_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    tasks = _command(commands, "tasks", "任务分解表：各单位是哪些评价内容的牵头单位、责任单位，要提供什么材料")
    add_workspace(tasks)
    tasks.add_argument("--out", metavar="文件", required=True, help="存为 .docx 或 .xlsx")
    which = tasks.add_mutually_exclusive_group()
    which.add_argument("--unit", metavar="单位", help="只要一个单位的，可写简称，如 市场监管局")
    which.add_argument("--each-unit", metavar="文件夹", help="另给每个单位各存一份，放到这个文件夹，格式与 --out 相同")
    save = _command(commands, "save-scheme", "把项目的评价细则存为表格，改过后可原样读回")
    add_workspace(save)
    save.add_argument("--out", metavar="文件", required=True, help="存为 .xlsx")


def _side_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    add_workspace(_command(commands, "schemes", "列出项目里的各套细则，现在所看的是哪一套"))
    add = _command(commands, "add-scheme", "在项目里再加一套细则（如评议考核细则），一份材料可在两套里用")
    add_workspace(add)
    add.add_argument("--scheme", metavar="细则", required=True, help="评价细则表格的路径，或附带细则的名称")
    _columns(add)
    use = _command(commands, "use", "换看另一套细则；归项、缺项、导出都随现在所看的一套")
    add_workspace(use)
    use.add_argument("scheme", metavar="细则", help="细则名称，可只写其中几个字")
    pair = _command(commands, "pair", "设定两套细则之间哪些评价内容对应：归到其中一项的材料，另一项也算有")
    add_workspace(pair)
    pair.add_argument("codes", metavar="内容号", nargs="*", help="本套的内容号和另一套的内容号；不写就列出已有的对应")
    pair.add_argument("--scheme", metavar="细则", help="另一套是哪一套，可只写名称中的几个字；项目里不止两套时写")
    pair.add_argument("--apart", action="store_true", help="取消这一对的对应")
    pair.add_argument("--propose", action="store_true", help="按文字相似程度提出建议")
    pair.add_argument("--apply", action="store_true", help="与 --propose 同用：把建议的一次设定")


def _edition_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    edition = _command(commands, "edition", "换版：比对新细则表，列出改了什么、已归项材料到哪里；写 --apply 才换")
    add_workspace(edition)
    edition.add_argument("--scheme", metavar="新细则表", required=True, help="新细则表格的路径，或附带细则的名称")
    _columns(edition)
    edition.add_argument(
        "--to",
        metavar="旧=新",
        action="append",
        default=[],
        help="旧内容号的材料归到哪个新内容号，如 1-2=1-3；写 1-2= 回到待整理。没写的按比对结果",
    )
    year = _command(commands, "year", "调整评审基准年：列出哪些材料变为缺、哪些不再缺；写 --apply 才改")
    add_workspace(year)
    year.add_argument("year", metavar="年份", type=_count, help="1950 到 2100 之间的四位数，如 2024")
    for parser in (edition, year):
        parser.add_argument("--apply", action="store_true", help="照列出的改；可用 undo 撤销")


def _export_commands(commands: argparse._SubParsersAction[_Parser]) -> None:  # pyright: ignore[reportPrivateUsage]
    export = _command(commands, "export", "导出资料汇编（内部工作版、送审版）和电子版资料")
    add_workspace(export)
    export.add_argument("--out", metavar="文件夹", required=True, help="导出到哪里")
    export.add_argument(
        "--volume-pages",
        metavar="页数",
        type=_count,
        help="一盒最多多少页，至少 1；一盒一个文件，不超过50兆（默认按分盒的规则，300页）",
    )
    export.add_argument(
        "--photos-per-page",
        type=int,
        choices=(1, 2, 4, 6),
        help="这次照片每页排几张（不写按分盒规则）；扫描件仍一页一张",
    )
    export.add_argument(
        "--edition",
        choices=("internal", "submission"),
        help="只导出内部工作版（internal）或送审版（submission）；默认两种都导出，电子版资料随送审版导出",
    )
    export.add_argument(
        "--scheme", metavar="细则", help="按项目里另一套细则的编号导出，写名称中的几个字；默认按现在所看的一套"
    )
    export.add_argument("--profile", metavar="版式", help=f"只这一次用别的版式：{PROFILE}")
    export.add_argument("--confirmed-by", metavar="姓名", help="送审版的确认人，记入办理记录")
    export.add_argument(
        "--reason",
        metavar="理由",
        help="为什么把含个人信息的材料放入电子版资料，由 --confirmed-by 写的人确认，记入办理记录；不写则不放入",
    )
    add_carrying(export)
    verify = _command(commands, "verify", "核对电子版资料与校验清单是否一致")
    verify.add_argument("package", metavar="电子版资料", help="电子版资料文件夹，或它的压缩包")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; return the exit status."""
    top = parser()
    options = top.parse_args([_UNWANTED_WORD.sub("－", argument) for argument in arguments])
    if options.version:
        print(f"备检 {version()}")
        return DONE
    if options.command is None:
        top.print_help()
        return DONE
    from app.commands import carry_out

    return carry_out(options)
