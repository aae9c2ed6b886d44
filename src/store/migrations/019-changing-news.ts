import { type Kysely, sql } from 'kysely';

/** What a text is, what changed in a revision, when a page is looked at again, and what a feed said about an entry last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table revisions drop constraint revisions_kind_check`,
    `alter table revisions add constraint revisions_kind_check
      check (kind in ('article', 'live-blog', 'gallery', 'beginning', 'post', 'notes', 'teaser'))`,
    // Null for a first revision and for those stored before this column came.
    `alter table revisions add column changes jsonb`,
    `alter table articles add column gone timestamptz`,
    `alter table articles add column look_at timestamptz`,
    `alter table articles add column looks integer not null default 0`,
    `create index articles_look_at on articles (look_at) where look_at is not null`,
    `alter table feeds add column ended timestamptz`,
    // A hash of what the feed said; null for entries from before this column, whose next version is taken as the one that was read.
    `alter table feed_entries add column version text`,
    // Whether the article is the feed's own text rather than the page's.
    `alter table feed_entries add column own_text boolean not null default false`,
    `alter table feed_entries drop constraint feed_entries_state_check`,
    `alter table feed_entries add constraint feed_entries_state_check check (state in ('waiting', 'read', 'failed', 'skipped'))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
