import { type Kysely, sql } from 'kysely';

/**
 * A slot says itself when it wants attention, so that a queue only wakes work up. What a digest told counts when it is posted, for
 * its whole channel. Schedules, filters and notices get their columns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table slots add column wake timestamptz not null default now(), add column tries integer not null default 0,
      add column decisions jsonb`,
    `update slots set wake = due`,
    `alter table slots drop constraint slots_slot_check`,
    `alter table slots add constraint slots_slot_check check (slot ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][0-9]{1,2})?([+][0-9]{1,4})?$')`,
    `create index slots_open on slots (wake) where state in ('due', 'composed')`,
    `create index slots_due on slots (due)`,
    `alter table digests add column settings jsonb not null default '{}', add column next_slot text,
      add column set_by text, add column set_in text, add column notice text, add column notice_at timestamptz,
      add column told_reason text`,
    `update digests set next_slot = next_date::text`,
    `create index digests_notice on digests (notice_at) where notice is not null`,
    `create index digests_place on digests (place)`,
    `alter table deliveries add column in_thread boolean not null default false`,
    `alter table digest_stories drop constraint digest_stories_pkey`,
    `alter table digest_stories add primary key (digest_id, slot, article_id),
      add column revision_id bigint, add column headline text, add column sentence text`,
    `create index digest_stories_story on digest_stories (story)`,
    `create index digest_stories_article on digest_stories (article_id)`,
    // One budget of requests a platform, which all workers share: the next free moment.
    `create table paces (name text primary key, free_at timestamptz not null default now())`,
    // Every claim counts up. A worker that sees it go back knows that the store was restored from an older copy.
    `create sequence delivery_claims`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
