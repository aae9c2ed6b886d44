import { sql } from 'kysely';
import type { Database, Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

/** A user of a platform: `discord/<user id>`. */
export type PersonId = string & { readonly person: true };

/** What a person chose; nulls where nothing. */
export interface Person {
  /** Whose news is meant in direct messages. */
  workspace: WorkspaceId | null;
  /** IANA zone. */
  zone: string | null;
  /** The languages of the stories, two letters each; null: all. */
  languages: string[] | null;
}

export function personId(workspace: WorkspaceId, user: string): PersonId {
  return `${workspace.split('/')[0]}/${user}` as PersonId;
}

export async function findPerson(db: Queries, person: PersonId): Promise<Person> {
  const row = await db
    .selectFrom('people')
    .select(['workspace_id as workspace', 'zone', 'languages'])
    .where('person', '=', person)
    .executeTakeFirst();
  return row ?? { workspace: null, zone: null, languages: null };
}

/** Keeps what a person chose; what is not given stays. */
export async function savePerson(
  db: Queries,
  person: PersonId,
  chosen: { [K in keyof Person]?: Person[K] | undefined },
): Promise<void> {
  const values = {
    ...(chosen.workspace === undefined ? {} : { workspace_id: chosen.workspace }),
    ...(chosen.zone === undefined ? {} : { zone: chosen.zone }),
    ...(chosen.languages === undefined ? {} : { languages: chosen.languages }),
  };
  if (Object.keys(values).length === 0) return;
  await db
    .insertInto('people')
    .values({ person, ...values })
    .onConflict((c) => c.column('person').doUpdateSet(values))
    .execute();
}

/** How much of a person is stored. */
export async function storedAbout(db: Queries, person: PersonId): Promise<{ questions: number; oldest: Date | null }> {
  const row = await db
    .selectFrom('turns')
    .select(({ fn }) => [fn.countAll<number>().as('questions'), fn.min('asked').as('oldest')])
    .where('asker', '=', person)
    .executeTakeFirstOrThrow();
  return { questions: Number(row.questions), oldest: row.oldest };
}

/**
 * Takes away a person's questions with their answers and votes, what they chose, and the digests in their direct messages. Returns whether
 * there was anything.
 */
export async function forgetPerson(db: Database, person: PersonId): Promise<boolean> {
  const [platform = '', user = ''] = person.split('/');
  return db.transaction().execute(async (tx) => {
    const deletions = [
      tx.deleteFrom('turns').where('asker', '=', person),
      tx.deleteFrom('votes').where('voter', '=', person),
      tx.deleteFrom('people').where('person', '=', person),
      tx
        .deleteFrom('digests')
        .where(sql<string>`digests.settings ->> 'reader'`, '=', user)
        .where(sql<string>`workspace_id`, 'like', `${platform}/%`),
    ];
    let gone = 0n;
    for (const deletion of deletions) gone += (await deletion.executeTakeFirst()).numDeletedRows;
    return gone > 0n;
  });
}
