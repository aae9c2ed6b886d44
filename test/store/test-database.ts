import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { TEMPLATE } from '../services.ts';

/** A store of its own for one test, on the real server; gone when the test ends. */
export async function testDatabase(): Promise<{ db: Database; url: string }> {
  const url = await newDatabase(`template ${TEMPLATE}`);
  const db = await openDatabase(url, { connections: 4 });
  onTestFinished(() => db.destroy());
  return { db, url };
}

/** The address of a new database without any table. */
export function emptyDatabase(): Promise<string> {
  return newDatabase('');
}

async function newDatabase(template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseUrl');
  await onServer(server, `create database ${name} ${template}`);
  onTestFinished(() => onServer(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
