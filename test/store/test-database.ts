import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { createPool, type Database } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { TEMPLATE } from '../services.ts';
import { resetStore } from './reset-store.ts';

/** Stores that tests have left, cleared: a new one takes much longer. */
const cleared: string[] = [];

/** A store of its own for one test, on the real server, as a new one is; gone when the test ends. */
export async function testDatabase(): Promise<{ db: Database; url: string }> {
  const url = await testStore();
  // The template was opened by the program already: nothing is left to bring up to date.
  const db: Database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: createPool(url, 4) }) });
  onTestFinished(() => db.destroy());
  return { db, url };
}

/** The address of such a store, for a process that opens it. */
export async function testStore(): Promise<string> {
  const left = cleared.pop();
  const name = newName();
  // Whoever still knows the store by the name that it had in another test doesn't find it.
  await onServer(left ? `alter database ${left} rename to ${name}` : `create database ${name} template ${TEMPLATE}`);
  onTestFinished(async () => {
    if (await resetStore(urlOf(name), urlOf(TEMPLATE))) cleared.push(name);
    else await dropDatabase(name);
  });
  return urlOf(name);
}

/** The address of a new database without any table, or with all that another one has. */
export async function emptyDatabase(copied: string | null = null): Promise<string> {
  const { name, url } = await newDatabase(copied);
  onTestFinished(() => dropDatabase(name));
  return url;
}

/** The same, which stays for the tests that follow. */
export async function lastingDatabase(copied: string | null): Promise<string> {
  return (await newDatabase(copied)).url;
}

async function newDatabase(copied: string | null): Promise<{ name: string; url: string }> {
  const name = newName();
  await onServer(`create database ${name} ${copied === null ? '' : `template ${copied} strategy file_copy`}`);
  return { name, url: urlOf(name) };
}

const newName = () => `test_${randomBytes(6).toString('hex')}`;

function urlOf(database: string): string {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${database}`;
  return url.toString();
}

const dropDatabase = (name: string) => onServer(`drop database ${name} with (force)`);

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
