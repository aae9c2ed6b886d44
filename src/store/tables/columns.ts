import type { ColumnType } from 'kysely';

/** `timestamptz`, read as a Date. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
/** Set by the database when the row is added. */
export type Added = ColumnType<Date, Date | string | undefined, Date | string>;
/** `jsonb`, written as a JSON string. */
export type Json<T> = ColumnType<T, string, string>;
