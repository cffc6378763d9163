"""Words that any office writes, whatever its field is: that a paper shares them with an item proves little."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from operator import add

# What papers are called, and how offices say that something is done. They are no scheme's subject.
_PAPERS = """
方案 计划 规划 总结 小结 报告 汇报 通报 通知 意见 决定 办法 制度 清单 台账 记录 登记 统计 汇总 名册 名单 花名 纪要
签到 照片 截图 证明 说明 承诺 证书 合同 协议 批复 请示 文件 材料 资料 目录 汇编 课件 教案 脚本 评估 自评 绩效 案例
经验 典型 样本 抽样 表格 明细 情况 工作 活动 行动 专项 整治 治理 检查 督查 督办 巡查 排查 抽查 复查 核查 整改 销号
问题 处置 处理 落实 完成 开展 推进 组织 实施 建立 健全 完善 加强 提升 提高 规范 管理 监管 监督 结果 成效 成绩 单位
部门 责任 任务 分工 职责 重点 主要 重大 各类 全面 及时 年度 季度 半年 每年 近三 三年 百分 分之 之百 到位 达到 达标
标准 乡镇 街道 社区 村社 县委 县级 全县 基层 人员 公示 公开
"""
# What many fields have in common: one of them may be what a whole scheme is about.
_DUTIES = """
执法 处罚 案件 案卷 许可 考核 考评 评议 测评 调查 问卷 宣传 教育 培训 学习 学时 演练 应急 预案 队伍 物资 值班 值守
会议 全体 常务 联席 联络 座谈 调度 会商 机制 机构 编制 干部 领导 班子 成员 企业 主体 经营 生产 门店 市场 学校 校园
政府 群众 社会 志愿 服务 平台 系统 数据 信息 网络 公告 报道 媒体 新闻 舆情 安全 质量 风险 监测 检验 检测 检疫 合格
示范 创建 命名 城市 品牌 特色 产业 发展 建设 改革 创新 投诉 举报 奖励 资金 经费 预算 拨付 凭证 采购 设备 装备 设施
投保 保险 信用 失信 满意 意度 知晓 支持 规定 法规 法律 普法 权责 事项 事故 事件 疫情 联合 综合 打击 犯罪 违法 移送
衔接 刑事 行政 司法 技术 专业 业务 能力 水平 资质 认定 认证 体系 追溯 快检 公司 有限 中心 委员 办公 公室 局长 县长
书记 现场 场所 环境 卫生 健康
"""
_OF_PAPERS = frozenset(_PAPERS.split())
_OF_OFFICES = _OF_PAPERS | frozenset(_DUTIES.split())
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


def field_words(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text that are left when all words of offices are taken out."""
    return _pairs(text, _OF_OFFICES)


def field_words_among(text: str, wanted: AbstractSet[str]) -> frozenset[str]:
    """Return those of `wanted` that are `field_words` of a text; sooner where these are few."""
    if not wanted:
        return frozenset()
    runs = (run for run in _RUN.findall(unicodedata.normalize("NFKC", text)) if any(word in run for word in wanted))
    return _pairs_of(runs, _OF_OFFICES) & wanted


def subject_words(text: str) -> frozenset[str]:
    """Return the pairs that are left when only what papers are called is taken out."""
    return _pairs(text, _OF_PAPERS)


def _pairs(text: str, taken_out: frozenset[str]) -> frozenset[str]:
    return _pairs_of(_RUN.findall(unicodedata.normalize("NFKC", text)), taken_out)


def _pairs_of(runs: Iterable[str], taken_out: frozenset[str]) -> frozenset[str]:
    found = set[str]()
    for run in runs:
        pairs = list(map(add, run, run[1:]))
        start = 0
        for at in [at for at, pair in enumerate(pairs) if pair in taken_out]:
            if at >= start:
                found.update(pairs[start : max(start, at - 1)])
                start = at + 2
        found.update(pairs[start:])
    return frozenset(found)
