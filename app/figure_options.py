"""The command for 关键数据: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_figure_commands(command: Command) -> None:
    """Offer the table of key figures."""
    figures = command("figures", "关键数据表：一数一源，列出材料里说法一致和不一致的地方")
    add_workspace(figures)
    figures.add_argument("name", metavar="名称", nargs="?", help="关键数据的名称，写成材料里的叫法，如 食品抽检批次")
    figures.add_argument("--year", metavar="年度", help="哪一年的，如 2023")
    figures.add_argument("--value", metavar="数值", help="登记或改为这个数值，如 5230、98.6、1.2万")
    figures.add_argument("--measure", metavar="计量单位", help="如 批次、%%、人；不写则沿用原来的")
    figures.add_argument("--owner", metavar="责任单位", help="由哪个单位负责")
    figures.add_argument("--source", metavar="材料编号", help="出自哪件材料")
    figures.add_argument("--remove", action="store_true", help="从关键数据表中删去")
