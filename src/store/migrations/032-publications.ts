import { type Kysely, sql } from 'kysely';

/** When a posted message is to be published to those who follow its channel; null: it was, or need not be. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table deliveries add column publish_at timestamptz`,
    `create index deliveries_to_publish on deliveries (publish_at) where publish_at is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
