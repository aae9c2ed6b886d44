import { type Kysely, sql } from 'kysely';

/** What passages mean to an embedding model, when one is configured: a byte a dimension, of unit length times 127. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table passage_vectors (
    id bigint generated always as identity primary key,
    article_id text not null references articles on delete cascade,
    revision_id bigint not null references revisions on delete cascade,
    start integer not null,
    model text not null,
    vector bytea not null check (length(vector) between 1 and 4096),
    unique (revision_id, start, model)
  )`.execute(db);
  await sql`create index passage_vectors_article on passage_vectors (article_id)`.execute(db);
}
