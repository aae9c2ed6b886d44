import { type Kysely, sql } from 'kysely';

/**
 * The desk on the web: one-time links and sessions, both as hashes; what people corrected in attributions; and what its lists are sorted by.
 * A correction belongs to the words in an article, not to a stored quotation: readings come and go, the words stay.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table desk_links (
      token_hash text primary key,
      workspace_id text not null references workspaces on delete cascade,
      expires timestamptz not null
    )`,
    `create table desk_sessions (
      token_hash text primary key,
      workspace_id text not null references workspaces on delete cascade,
      expires timestamptz not null
    )`,
    `create table quote_corrections (
      id bigint generated always as identity primary key,
      article_id text not null references articles on delete cascade,
      -- The words, and which of their occurrences in the article: 0 for the first.
      text text not null check (text <> ''),
      occurrence integer not null check (occurrence >= 0),
      -- Who said it; null: not the speaker that was read, and nobody knows who.
      speaker text check (speaker <> ''),
      speaker_kind text check (speaker_kind in ('person', 'organisation', 'document', 'unnamed')),
      role text,
      -- What the reader of quotes had read.
      read_speaker text,
      read_stance text not null,
      read_confidence real not null,
      revision_id bigint references revisions on delete set null,
      start integer not null,
      "end" integer not null,
      corrected timestamptz not null,
      check ((speaker is null) = (speaker_kind is null)),
      unique (article_id, text, occurrence)
    )`,
    `create index quote_corrections_corrected on quote_corrections (corrected desc, id desc)`,
    `create index revisions_newest on revisions ((coalesce(published, added)) desc, id desc)`,
    `create index revisions_newest_of_publisher on revisions (publisher, (coalesce(published, added)) desc, id desc)`,
    `create index deliveries_newest on deliveries (changed desc)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
