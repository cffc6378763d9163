"""The tables of a workspace; `migrations` builds the same, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from evidence.store import (
    box_tables,
    chase_tables,
    check_tables,
    crop_tables,
    declare_tables,
    finding_tables,
    isolation_tables,
    rate_tables,
    rendition_tables,
    turn_tables,
    visit_tables,
)
from evidence.store.tables import key, refers

metadata = check_tables.metadata  # the same that those tables belong to
box, box_rules = box_tables.box, box_tables.box_rules
chase, chase_step = chase_tables.chase, chase_tables.chase_step
rendition, declare_rule = rendition_tables.rendition, declare_tables.declare_rule
visit_request, survey, finding_photo = visit_tables.visit_request, rate_tables.survey, finding_tables.finding_photo
page_turn, page_crop = turn_tables.page_turn, crop_tables.page_crop
isolated, isolated_copy = isolation_tables.isolated, isolation_tables.isolated_copy
sealed_step = isolation_tables.sealed_step

project = Table(
    "project",
    metadata,
    key(),
    refers("scheme_id", "scheme"),  # the one worked on
    Column("place", String(100)),
    Column("office", String(100)),
    Column("first_year", Integer, nullable=False),
    Column("base_year", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("submit_on", Date),  # 送审日期; null: not set
    Column("mode", String(20)),  # null: 本级申报, from before there was another
    Column("upper", String(100)),  # 报送对象
)

scheme = Table(
    "scheme",
    metadata,
    key(),
    Column("position", Integer, nullable=False),
    Column("title", String(300), nullable=False),
    Column("edition", String(100)),
    Column("document_number", String(100)),
)

imprint = Table(  # how the documents of the project look, and by what names; at most one
    "imprint",
    metadata,
    key(),
    *(Column(name, Text) for name in ("template", "cover_title", "signed", "seal", "fonds", "keeping", "division")),
)

unit = Table(
    "unit",
    metadata,
    key(),
    Column("position", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("contact", Text),
    Column("phone", String(100)),
    Column("note", Text),
    Column("former", JSON, nullable=False),
    Column("approach", String(20)),  # null: by paper
)

criterion = Table(
    "criterion",
    metadata,
    key(),
    refers("scheme_id", "scheme"),
    Column(  # checked at the end of a transaction: a whole tree comes and goes in it
        "parent_id",
        String(32),
        ForeignKey("criterion.id", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
    Column("position", Integer, nullable=False),
    Column("code", String(50), nullable=False, index=True),
    Column("title", Text),
    Column("text", Text),
    Column("points", Float),
    Column("rule", String(20)),
    Column("method", Text),
    Column("lead_unit", String(100)),
    Column("support_units", JSON, nullable=False),
    Column("key", Boolean, nullable=False),
    Column("veto", Boolean, nullable=False),
    Column("bonus", Boolean, nullable=False),
    Column("ways", Text),
    Column("person", Text),
    Column("due", Text),
    Column("note", Text),
)

counterpart = Table(
    "counterpart",
    metadata,
    key(),
    refers("criterion_id", "criterion"),
    refers("other_id", "criterion"),
    UniqueConstraint("criterion_id", "other_id"),
)

slot = Table(
    "slot",
    metadata,
    key(),
    refers("criterion_id", "criterion"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("stage", String(10)),
    Column("years", String(20), nullable=False),
    Column("count", Integer, nullable=False),
    Column("must", JSON, nullable=False),
    Column("scope", String(20), nullable=False),
    Column("owners", JSON, nullable=False),
    Column("alternative", String(10)),
    Column("paper_allowed", Boolean, nullable=False),
    Column("waived", Text),
    Column("proposed", Boolean, nullable=False),
    Column("due", Text),
)

batch = Table(
    "batch",
    metadata,
    key(),
    Column("source", Text, nullable=False),
    Column("arrived_at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("unit", String(100)),
    Column("sender", String(100)),
    Column("channel", String(50)),
    Column("received_on", Date),  # where that was not the day of `arrived_at`
    Column("note", Text),
)

original = Table(
    "original",
    metadata,
    key(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("pages", Integer),
    Column("scanned", Boolean, nullable=False),
    Column("confidence", Float),  # of text that was recognised, 0–1; null: nothing was
)

scan_page = Table(  # pages that are pictures: what they say waits for being recognised, or was
    "scan_page",
    metadata,
    key(),
    refers("original_id", "original"),
    Column("page", Integer, nullable=False),  # from 1
    Column("state", String(20), nullable=False, index=True),
    Column("text", Text),  # until all pages of the original are recognised
    Column("confidence", Float),
    Column("turned", Integer),  # degrees
    UniqueConstraint("original_id", "page"),
)

original_text = Table(
    "original_text",
    metadata,
    Column("id", String(32), ForeignKey("original.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("sketch", Text),  # what is kept to find papers that are alike; empty: too short; null: not made yet
)

searched = Table(  # the numbers by which the indexes of texts know originals
    "searched",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("original_id", String(32), ForeignKey("original.id"), nullable=False, unique=True),
)

piece = Table(
    "piece",
    metadata,
    key(),
    Column("arrived", Integer, nullable=False, unique=True),
    Column("title", Text),
    Column("document_number", String(200)),
    Column("issuer", Text),
    Column("issued_on", Date),
    Column("year", Integer),
    Column("kind", String(50)),
    Column("stage", String(10)),
    Column("unit", String(100)),
    Column("level", String(10)),
    Column("seal", Boolean),
    Column("valid_until", Date),
    Column("place", Text),
    Column("flags", JSON, nullable=False),
    Column("pages", Integer),
    Column("paper_place", Text),
    Column("paper_keeper", Text),
    Column("origins", JSON),
)

part = Table(
    "part",
    metadata,
    key(),
    refers("piece_id", "piece"),
    refers("original_id", "original"),
    Column("position", Integer, nullable=False),
    Column("first_page", Integer),
    Column("last_page", Integer),
    Column("printed", Boolean),  # false: only kept with the piece; null: printed
)

alike = Table(  # papers whose texts are the same for the most part
    "alike",
    metadata,
    key(),
    refers("piece_id", "piece"),  # the one that came later
    refers("other_id", "piece"),
    Column("share", Float, nullable=False),
)

former_part = Table(  # of what a piece was made of before a newer version took its place
    "former_part",
    metadata,
    key(),
    refers("piece_id", "piece"),
    refers("original_id", "original"),
    Column("position", Integer, nullable=False),
    Column("first_page", Integer),
    Column("last_page", Integer),
    Column("replaced_at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("why", Text),
)

filing = Table(
    "filing",
    metadata,
    key(),
    refers("piece_id", "piece"),
    refers("criterion_id", "criterion"),
    refers("slot_id", "slot", nullable=True),
    Column("position", Integer, nullable=False),
    Column("mirrors_id", String(32), ForeignKey("filing.id", deferrable=True, initially="DEFERRED"), index=True),
    Column("fit", String(20)),  # 复核意见; null: nobody gave one
    Column("fit_reason", Text),
    Column("fit_by", String(100)),
    Column("fit_at", DateTime),
    Column("fit_basis", String(64)),  # SHA-256 of what the piece was made of then
    UniqueConstraint("piece_id", "criterion_id", "slot_id"),
)

suggestion = Table(
    "suggestion",
    metadata,
    key(),
    refers("piece_id", "piece"),
    refers("criterion_id", "criterion"),
    refers("slot_id", "slot", nullable=True),
    Column("position", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("why", Text, nullable=False),
)

arrival = Table(
    "arrival",
    metadata,
    key(),
    refers("batch_id", "batch"),
    Column("source", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("sha256", String(64)),
    refers("piece_id", "piece", nullable=True),
    Column("flags", JSON, nullable=False),
    Column("message", Text),
    Column("unit_of_batch", Boolean),  # whether the piece has its unit from the batch
    Column("match", String(20)),  # beside what the same unit delivered before
    refers("earlier_id", "piece", nullable=True),  # the piece that this file is the same as, or a newer version of
)

watched_folder = Table(  # 收件夹: at most one
    "watched_folder",
    metadata,
    key(),
    Column("path", Text, nullable=False),
)

watched_file = Table(  # of the watched folder, taken in already
    "watched_file",
    metadata,
    key(),
    Column("key", String(64), nullable=False, unique=True),  # SHA-256 of the path: the name may be of a secret file
    Column("size_bytes", BigInteger, nullable=False),
    Column("changed_ns", BigInteger, nullable=False),
)

frozen = Table(  # 定稿留底: what somebody kept of the project under a name
    "frozen",
    metadata,
    key(),
    Column("name", String(100), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
)

frozen_state = Table(  # what was kept; it outlives its row in `frozen`, for undo brings that back
    "frozen_state",
    metadata,
    key(),
    Column("state", JSON, nullable=False),
)

day = Table(  # how the project stood at the end of each day on which something was written
    "day",
    metadata,
    key(),
    Column("scheme_id", String(32), nullable=False),  # of the scheme worked on, which may be gone
    Column("day", Date, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("partial", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("not_applicable", Integer, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("met", Integer, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("unsorted", Integer, nullable=False),
    UniqueConstraint("scheme_id", "day"),
)

journal = Table(
    "journal",
    metadata,
    key(),
    Column("number", Integer, nullable=False, unique=True),
    Column("at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("action", String(50), nullable=False),
    Column("entity", String(50), nullable=False),
    Column("entity_id", String(32), nullable=False, index=True),
    Column("before", JSON),
    Column("after", JSON),
    Column("step", String(32), nullable=False),  # what one use case wrote
    Column("undoes", String(32)),  # the step that this one takes back
    Index(None, "step", "entity", "number"),
)
