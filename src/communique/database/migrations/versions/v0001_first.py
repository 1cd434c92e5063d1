"""The first schema of a store."""

from __future__ import annotations

from importlib.resources import files

import sqlalchemy as sa
from alembic import op

from communique.database.column_types import numbers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "vacancies",
    "statements",
    "roles",
    "relations",
    "positions",
    "participants",
    "members",
    "meetings",
    "conditionals",
    "unsure",
    "spans",
    "identities",
    "events",
    "agreements",
    "actors",
    "times",
    "reports",
    "findings",
    "texts",
    "offices",
    "names",
    "readings",
    "name_keys",
    "manners",
    "judgements",
    "fingerprints",
    "extractors",
    "entities",
    "words",
)
"""In the order in which they can go."""
SEARCH = (
    ("VIEW", "entity_ids"),
    ("VIEW", "ids"),
    ("VIEW", "mentions"),
    ("VIEW", "happened"),
    ("VIEW", "named"),
    ("VIEW", "evidence"),
    ("VIEW", "position_labels"),
    ("VIEW", "said"),
    ("VIEW", "actor_names"),
    ("TABLE", "statement_words"),
    ("TABLE", "text_words"),
    ("VIEW", "statement_search"),
    ("VIEW", "text_search"),
)


def upgrade() -> None:
    """Make every table, and on SQLite the full-text search."""
    words = op.create_table(
        "words",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_words"),
    )
    op.bulk_insert(words, [{"key": number, "word": word} for word, number in numbers().items()])
    op.create_table(
        "entities",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("sector", sa.Integer()),
        sa.Column("same_as", sa.Integer()),
        sa.ForeignKeyConstraint(["same_as"], ["entities.key"], name="fk_entities_same_as"),
        sa.PrimaryKeyConstraint("key", name="pk_entities"),
        sa.UniqueConstraint("id", name="uq_entities_id"),
    )
    op.create_index(
        "ix_entities_country",
        "entities",
        ["country"],
        sqlite_where=sa.text("country IS NOT NULL"),
        postgresql_where=sa.text("country IS NOT NULL"),
    )
    op.create_index(
        "ix_entities_same_as",
        "entities",
        ["same_as"],
        sqlite_where=sa.text("same_as IS NOT NULL"),
        postgresql_where=sa.text("same_as IS NOT NULL"),
    )
    op.create_table(
        "extractors",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_extractors"),
    )
    op.create_table(
        "fingerprints",
        sa.Column("hash", sa.Integer(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "text", name="pk_fingerprints"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "judgements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("undoes", sa.Integer()),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.key"], name="fk_judgements_undoes"),
        sa.PrimaryKeyConstraint("key", name="pk_judgements"),
    )
    op.create_table(
        "manners",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("attitude", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("factuality", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_manners"),
    )
    op.create_table(
        "name_keys",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "entity", name="pk_name_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("models", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_readings"),
    )
    op.create_table(
        "names",
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shown", sa.String()),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name="fk_names_entity", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity", "name", name="pk_names"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "offices",
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String()),
        sa.Column("last_day", sa.String()),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name="fk_offices_entity", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity", "title", "of", name="pk_offices"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_offices_of_title", "offices", ["of", "title"])
    op.create_table(
        "texts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.LargeBinary(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer()),
        sa.Column("read_on", sa.String()),
        sa.Column("story", sa.Integer()),
        sa.Column("first_finding", sa.Integer()),
        sa.Column("last_finding", sa.Integer()),
        sa.Column("boilerplate", sa.JSON(none_as_null=True)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name="fk_texts_reading"),
        sa.ForeignKeyConstraint(["story"], ["texts.key"], name="fk_texts_story"),
        sa.PrimaryKeyConstraint("key", name="pk_texts"),
        sa.UniqueConstraint("text_id", name="uq_texts_text_id"),
    )
    op.create_index("ix_texts_reading", "texts", ["reading"])
    op.create_index("ix_texts_story", "texts", ["story"])
    op.create_table(
        "findings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("statement", sa.Integer()),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["extractor"], ["extractors.key"], name="fk_findings_extractor"),
        sa.ForeignKeyConstraint(
            ["statement"], ["findings.key"], name="fk_findings_statement", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["text"], ["texts.key"], name="fk_findings_text"),
        sa.PrimaryKeyConstraint("key", name="pk_findings"),
    )
    op.create_index(
        "ix_findings_statement",
        "findings",
        ["statement"],
        sqlite_where=sa.text("statement IS NOT NULL"),
        postgresql_where=sa.text("statement IS NOT NULL"),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("publisher", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("genre", sa.String(), nullable=False),
        sa.Column("published", sa.String()),
        sa.Column("earliest", sa.String()),
        sa.Column("latest", sa.String()),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("dating", sa.JSON(none_as_null=True)),
        sa.Column("dating_confidence", sa.Float(), nullable=False),
        sa.Column("first_day", sa.String()),
        sa.Column("last_day", sa.String()),
        sa.Column("added", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.key"], name="fk_reports_text"),
        sa.PrimaryKeyConstraint("key", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_first_day", "reports", ["first_day"])
    op.create_index("ix_reports_publisher", "reports", ["publisher"])
    op.create_index("ix_reports_text", "reports", ["text"])
    op.create_table(
        "times",
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.key"], name="fk_times_text", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("text", "n", name="pk_times"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actors",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("sector", sa.Integer()),
        sa.Column("mentions", sa.Text()),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_actors_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_actors"),
    )
    op.create_index(
        "ix_actors_country",
        "actors",
        ["country"],
        sqlite_where=sa.text("country IS NOT NULL"),
        postgresql_where=sa.text("country IS NOT NULL"),
    )
    op.create_table(
        "agreements",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("date", sa.String()),
        sa.Column("status", sa.Integer()),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_agreements_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_agreements"),
    )
    op.create_table(
        "events",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Integer(), nullable=False),
        sa.Column("modality", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Integer()),
        sa.Column("cameo", sa.String()),
        sa.Column("contexts", sa.String()),
        sa.Column("date", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("place_country", sa.String()),
        sa.Column("act_start", sa.Integer(), nullable=False),
        sa.Column("act_end", sa.Integer(), nullable=False),
        sa.Column("actor_start", sa.Integer()),
        sa.Column("actor_end", sa.Integer()),
        sa.Column("recipient_start", sa.Integer()),
        sa.Column("recipient_end", sa.Integer()),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_events_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
    )
    op.create_table(
        "identities",
        sa.Column("finding", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("machine", sa.Integer()),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String()),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name="fk_identities_entity"),
        sa.ForeignKeyConstraint(["finding"], ["findings.key"], name="fk_identities_finding", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["machine"], ["entities.key"], name="fk_identities_machine"),
        sa.PrimaryKeyConstraint("finding", name="pk_identities"),
    )
    op.create_index("ix_identities_entity", "identities", ["entity"])
    op.create_index(
        "ix_identities_machine",
        "identities",
        ["machine"],
        sqlite_where=sa.text("machine IS NOT NULL"),
        postgresql_where=sa.text("machine IS NOT NULL"),
    )
    op.create_table(
        "spans",
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.key"], name="fk_spans_finding", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", "part", "n", name="pk_spans"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unsure",
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String()),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name="fk_unsure_entity", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["finding"], ["findings.key"], name="fk_unsure_finding", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", "entity", name="pk_unsure"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conditionals",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Integer()),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("condition_start", sa.Integer(), nullable=False),
        sa.Column("condition_end", sa.Integer(), nullable=False),
        sa.Column("consequence_start", sa.Integer(), nullable=False),
        sa.Column("consequence_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_conditionals_key", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker"], ["actors.key"], name="fk_conditionals_speaker"),
        sa.PrimaryKeyConstraint("key", name="pk_conditionals"),
    )
    op.create_index(
        "ix_conditionals_speaker",
        "conditionals",
        ["speaker"],
        sqlite_where=sa.text("speaker IS NOT NULL"),
        postgresql_where=sa.text("speaker IS NOT NULL"),
    )
    op.create_table(
        "meetings",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.String()),
        sa.Column("end_date", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("place_country", sa.String()),
        sa.Column("body", sa.Integer()),
        sa.Column("host", sa.Integer()),
        sa.ForeignKeyConstraint(["body"], ["actors.key"], name="fk_meetings_body"),
        sa.ForeignKeyConstraint(["host"], ["actors.key"], name="fk_meetings_host"),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_meetings_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_meetings"),
    )
    op.create_index(
        "ix_meetings_body",
        "meetings",
        ["body"],
        sqlite_where=sa.text("body IS NOT NULL"),
        postgresql_where=sa.text("body IS NOT NULL"),
    )
    op.create_index(
        "ix_meetings_host",
        "meetings",
        ["host"],
        sqlite_where=sa.text("host IS NOT NULL"),
        postgresql_where=sa.text("host IS NOT NULL"),
    )
    op.create_index(
        "ix_meetings_start_date",
        "meetings",
        ["start_date"],
        sqlite_where=sa.text("start_date IS NOT NULL"),
        postgresql_where=sa.text("start_date IS NOT NULL"),
    )
    op.create_table(
        "members",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_members_actor", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member"], ["actors.key"], name="fk_members_member"),
        sa.PrimaryKeyConstraint("actor", "n", name="pk_members"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_members_member", "members", ["member"])
    op.create_table(
        "participants",
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_participants_actor"),
        sa.ForeignKeyConstraint(["finding"], ["findings.key"], name="fk_participants_finding", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("finding", "part", "n", name="pk_participants"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_actor", "participants", ["actor"])
    op.create_table(
        "positions",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("label", sa.String()),
        sa.Column("issue_start", sa.Integer()),
        sa.Column("issue_end", sa.Integer()),
        sa.Column("stance", sa.Integer(), nullable=False),
        sa.Column("date", sa.String()),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_positions_actor"),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_positions_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_positions"),
    )
    op.create_index("ix_positions_actor", "positions", ["actor"])
    op.create_table(
        "relations",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("topic_start", sa.Integer()),
        sa.Column("topic_end", sa.Integer()),
        sa.Column("polarity", sa.Integer(), nullable=False),
        sa.Column("since", sa.String()),
        sa.Column("until", sa.String()),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_relations_key", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source"], ["actors.key"], name="fk_relations_source"),
        sa.ForeignKeyConstraint(["target"], ["actors.key"], name="fk_relations_target"),
        sa.PrimaryKeyConstraint("key", name="pk_relations"),
    )
    op.create_index("ix_relations_source", "relations", ["source"])
    op.create_index("ix_relations_target", "relations", ["target"])
    op.create_table(
        "roles",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("of", sa.Integer()),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_roles_actor", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["of"], ["actors.key"], name="fk_roles_of"),
        sa.PrimaryKeyConstraint("actor", "n", name="pk_roles"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_roles_of",
        "roles",
        ["of"],
        sqlite_where=sa.text("of IS NOT NULL"),
        postgresql_where=sa.text("of IS NOT NULL"),
    )
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Integer()),
        sa.Column("speaks_for", sa.Integer()),
        sa.Column("via", sa.Integer()),
        sa.Column("addressee", sa.Integer()),
        sa.Column("parent", sa.Integer()),
        sa.Column("manner", sa.Integer(), nullable=False),
        sa.Column("content_start", sa.Integer()),
        sa.Column("content_end", sa.Integer()),
        sa.Column("source_start", sa.Integer()),
        sa.Column("source_end", sa.Integer()),
        sa.Column("cue_start", sa.Integer()),
        sa.Column("cue_end", sa.Integer()),
        sa.Column("topic_start", sa.Integer()),
        sa.Column("topic_end", sa.Integer()),
        sa.Column("date", sa.String()),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["addressee"], ["actors.key"], name="fk_statements_addressee"),
        sa.ForeignKeyConstraint(["key"], ["findings.key"], name="fk_statements_key", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["manner"], ["manners.key"], name="fk_statements_manner"),
        sa.ForeignKeyConstraint(
            ["parent"], ["findings.key"], name="fk_statements_parent", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["speaker"], ["actors.key"], name="fk_statements_speaker"),
        sa.ForeignKeyConstraint(["speaks_for"], ["actors.key"], name="fk_statements_speaks_for"),
        sa.ForeignKeyConstraint(["via"], ["actors.key"], name="fk_statements_via"),
        sa.PrimaryKeyConstraint("key", name="pk_statements"),
    )
    op.create_index(
        "ix_statements_addressee",
        "statements",
        ["addressee"],
        sqlite_where=sa.text("addressee IS NOT NULL"),
        postgresql_where=sa.text("addressee IS NOT NULL"),
    )
    op.create_index(
        "ix_statements_parent",
        "statements",
        ["parent"],
        sqlite_where=sa.text("parent IS NOT NULL"),
        postgresql_where=sa.text("parent IS NOT NULL"),
    )
    op.create_index(
        "ix_statements_speaker",
        "statements",
        ["speaker"],
        sqlite_where=sa.text("speaker IS NOT NULL"),
        postgresql_where=sa.text("speaker IS NOT NULL"),
    )
    op.create_index(
        "ix_statements_speaks_for",
        "statements",
        ["speaks_for"],
        sqlite_where=sa.text("speaks_for IS NOT NULL"),
        postgresql_where=sa.text("speaks_for IS NOT NULL"),
    )
    op.create_index(
        "ix_statements_via",
        "statements",
        ["via"],
        sqlite_where=sa.text("via IS NOT NULL"),
        postgresql_where=sa.text("via IS NOT NULL"),
    )
    op.create_table(
        "vacancies",
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("day", sa.String()),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_vacancies_actor", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["of"], ["entities.key"], name="fk_vacancies_of"),
        sa.PrimaryKeyConstraint("of", "title", "actor", name="pk_vacancies"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_vacancies_actor", "vacancies", ["actor"])
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "sqlite":
        for statement in (
            files("communique.database.migrations.versions")
            .joinpath("v0001_search.sql")
            .read_text("utf-8")
            .split("\n--\n")
        ):
            op.execute(statement)


def downgrade() -> None:
    """Take everything away again."""
    if op.get_bind().dialect.name == "sqlite":
        for kind, name in SEARCH:
            op.execute(f"DROP {kind} {name}")
    for table in TABLES:
        op.drop_table(table)
