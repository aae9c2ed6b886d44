import pg from 'pg';

/** What a new store has, and how to get back to it. */
interface NewStore {
  /** Its tables, columns, functions and triggers. */
  shape: string;
  clear: string;
}

let known: Promise<NewStore> | null = null;

/** Tables of this size and more are emptied whole, since deleted rows would slow down the next test. */
const LARGE_BYTES = 200_000;

/**
 * Makes a store what a new one is: its rows and its counters. False when a test changed more than rows, as one about upgrades does, and the
 * store can't be used again. Ends all connections to it.
 */
export async function resetStore(url: string, template: string): Promise<boolean> {
  known ??= connected(template, newStore);
  const { shape, clear } = await known;
  return connected(url, async (client) => {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    if ((await shapeOf(client)) !== shape) return false;
    await client.query(clear);
    return true;
  });
}

async function newStore(client: pg.Client): Promise<NewStore> {
  const tables = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'news'::regnamespace`,
  );
  const filled: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ rows: string | null }>(`select json_agg(t)::text as rows from ${name} t`);
    const contents = rows[0]?.rows;
    if (contents)
      filled.push(
        `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, ${pg.escapeLiteral(contents)})`,
      );
  }
  const counters = await client.query<{ name: string; value: string | null }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value as value from pg_sequences`,
  );
  const clear = [
    'begin',
    // No trigger and no foreign key minds in which order.
    'set local session_replication_role = replica',
    `do $$ declare t regclass; filled boolean; begin
      for t in select oid from pg_class where relkind = 'r' and relnamespace = 'news'::regnamespace loop
        if pg_relation_size(t) >= ${LARGE_BYTES} then execute format('truncate %s cascade', t);
        elsif pg_relation_size(t) > 0 then execute format('delete from %s', t);
        end if;
      end loop;
    end $$`,
    ...filled,
    ...counters.rows.map(({ name, value }) =>
      value === null ? `select setval('${name}', 1, false)` : `select setval('${name}', ${value})`,
    ),
    'commit',
  ];
  return { shape: await shapeOf(client), clear: clear.join(';\n') };
}

/** All that a store is but its rows. */
async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(
    `select concat_ws(' ',
      (select string_agg(oid || relname || relnatts || relhastriggers, ',' order by oid) from
        (select oid, relname, relnatts, relhastriggers from pg_class where relkind in ('r', 'i', 'v', 'm', 'S') and relnamespace not in
          (select oid from pg_namespace where nspname like 'pg\\_%' or nspname = 'information_schema'))),
      (select count(*) from pg_proc), (select count(*) from pg_trigger), (select count(*) from pg_constraint),
      (select count(*) from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database()))) as shape`,
  );
  return rows[0]?.shape ?? '';
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
