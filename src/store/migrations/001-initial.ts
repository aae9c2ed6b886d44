import { type Kysely, sql } from 'kysely';

/** The first schema. Constraints hold what must never be wrong: a quote equal to its slice, one delivery per digest, slot and part. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table workspaces (
      id text primary key check (id <> ''),
      platform text not null check (platform in ('discord', 'slack', 'terminal', 'shared')),
      name text not null,
      zone text not null default 'UTC',
      added timestamptz not null default now()
    )`,
    `insert into workspaces (id, platform, name) values ('shared', 'shared', 'Everybody'), ('terminal', 'terminal', 'This terminal')`,
    `create table stories (
      id text primary key,
      owner text not null references workspaces,
      profile jsonb not null,
      keys text[] not null,
      last_published timestamptz not null,
      articles integer not null check (articles > 0)
    )`,
    `create index stories_keys on stories using gin (keys)`,
    `create table articles (
      id text primary key check (length(id) between 1 and 64),
      owner text not null references workspaces,
      current bigint,
      story text references stories,
      came_in text not null check (came_in in ('paste', 'file', 'url', 'feed', 'import', 'sample')),
      added timestamptz not null default now()
    )`,
    `create index articles_story on articles (story)`,
    `create table addresses (
      url text not null,
      owner text not null references workspaces,
      article_id text not null references articles on delete cascade,
      primary key (owner, url)
    )`,
    `create index addresses_article on addresses (article_id)`,
    `create table article_visibility (
      workspace_id text not null references workspaces on delete cascade,
      article_id text not null references articles on delete cascade,
      added timestamptz not null default now(),
      primary key (workspace_id, article_id)
    )`,
    `create index article_visibility_article on article_visibility (article_id)`,
    `create table revisions (
      id bigint generated always as identity primary key,
      article_id text not null references articles on delete cascade,
      number integer not null check (number > 0),
      url text,
      title text not null check (title <> ''),
      byline text,
      dateline text,
      publisher text,
      published timestamptz,
      published_zone text,
      modified timestamptz,
      language text,
      image_url text,
      image_alt text,
      kind text not null check (kind in ('article', 'live-blog', 'gallery')),
      text text not null check (text <> ''),
      -- Whether code points and UTF-16 units differ; few articles have such a character.
      astral boolean generated always as (octet_length(text) > 0 and text ~ '[^\\u0001-\\uFFFF]') stored,
      content_hash text not null,
      added timestamptz not null default now(),
      unique (article_id, number)
    )`,
    `create index revisions_hash on revisions (content_hash)`,
    `create index revisions_published on revisions (published)`,
    `alter table articles add foreign key (current) references revisions deferrable initially deferred`,
    // Offsets are UTF-16 code units; Postgres counts code points. A character beyond the BMP counts twice.
    String.raw`create function utf16_length(t text) returns integer language sql immutable strict parallel safe as
      $$ select char_length(t) + char_length(regexp_replace(t, '[\u0001-\uFFFF]', '', 'g')) $$`,
    `create table quotes (
      id bigint generated always as identity primary key,
      revision_id bigint not null references revisions on delete cascade,
      article_id text not null references articles on delete cascade,
      start integer not null check (start >= 0),
      "end" integer not null,
      code_point integer not null check (code_point >= 0),
      text text not null check (text <> ''),
      kind text not null check (kind in ('direct', 'partial', 'indirect', 'term')),
      speaker text,
      speaker_kind text check (speaker_kind in ('person', 'organisation', 'document', 'unnamed')),
      role text,
      mention_start integer,
      mention_end integer,
      mention text,
      cue text,
      via text[] not null default '{}',
      utterance integer not null,
      confidence real not null check (confidence between 0 and 1),
      check ("end" > start),
      check ((speaker is null) = (speaker_kind is null)),
      unique (revision_id, start, "end", kind)
    )`,
    `create index quotes_article on quotes (article_id)`,
    `create function quote_is_a_slice() returns trigger language plpgsql as $$
      declare body text; wide boolean;
      begin
        select r.text, r.astral into body, wide from revisions r where r.id = new.revision_id and r.article_id = new.article_id;
        if body is null then
          raise exception 'quote of a revision that is not of its article' using errcode = 'check_violation';
        end if;
        if substr(body, new.code_point + 1, char_length(new.text)) is distinct from new.text
          or (case when wide then utf16_length(substr(body, 1, new.code_point)) else new.code_point end) <> new.start
          or (case when wide then utf16_length(new.text) else char_length(new.text) end) <> new."end" - new.start then
          raise exception 'a quote must equal its slice of the article' using errcode = 'check_violation';
        end if;
        return new;
      end $$`,
    `create trigger quote_is_a_slice before insert or update on quotes for each row execute function quote_is_a_slice()`,
    `create function text_never_changes() returns trigger language plpgsql as $$
      begin
        if new.text is distinct from old.text or new.article_id <> old.article_id then
          raise exception 'the text of a stored revision never changes' using errcode = 'check_violation';
        end if;
        return new;
      end $$`,
    `create trigger text_never_changes before update on revisions for each row execute function text_never_changes()`,
    `create table summaries (
      revision_id bigint not null references revisions on delete cascade,
      method text not null check (method in ('extractive', 'model')),
      headline text not null,
      key_points jsonb not null,
      model text,
      prompt text,
      added timestamptz not null default now(),
      primary key (revision_id, method)
    )`,
    `create table digests (
      id text primary key,
      workspace_id text not null references workspaces on delete cascade,
      place text not null,
      at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      days integer[] not null check (cardinality(days) between 1 and 7 and days <@ array[1,2,3,4,5,6,7]),
      zone text not null,
      topic text,
      items integer not null check (items between 1 and 10),
      catch_up_minutes integer not null check (catch_up_minutes >= 0),
      active boolean not null default true,
      paused_reason text,
      next_date date not null,
      next_due timestamptz not null,
      covered_to timestamptz,
      added timestamptz not null default now()
    )`,
    `create index digests_due on digests (next_due) where active`,
    // A slot is named by its local date; a run by hand adds "+" and a number. Two schedulers, a repeated hour or a second job can't make a second one.
    `create table slots (
      digest_id text not null references digests on delete cascade,
      slot text not null check (slot ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([+][0-9]{1,4})?$'),
      due timestamptz not null,
      state text not null check (state in ('due', 'composed', 'posted', 'empty', 'late-skipped', 'failed')),
      covers_from timestamptz,
      covers_to timestamptz,
      note text,
      added timestamptz not null default now(),
      primary key (digest_id, slot)
    )`,
    `create table deliveries (
      digest_id text not null,
      slot text not null,
      part integer not null check (part >= 0),
      place text not null,
      payload jsonb not null,
      nonce text not null unique check (length(nonce) <= 25),
      state text not null check (state in ('planned', 'claimed', 'posted', 'unknown', 'failed')),
      claimed_by text,
      fence integer not null default 0,
      attempted timestamptz,
      retry_at timestamptz,
      message_id text,
      reason text,
      changed timestamptz not null default now(),
      primary key (digest_id, slot, part),
      foreign key (digest_id, slot) references slots on delete cascade,
      check (state <> 'posted' or message_id is not null),
      check (state <> 'failed' or reason is not null)
    )`,
    `create index deliveries_open on deliveries (state) where state in ('planned', 'claimed', 'unknown')`,
    `create table digest_stories (
      digest_id text not null references digests on delete cascade,
      article_id text not null references articles on delete cascade,
      story text not null,
      slot text not null,
      sent timestamptz not null default now(),
      primary key (digest_id, article_id)
    )`,
    `create table conversations (
      place text primary key,
      workspace_id text not null references workspaces on delete cascade,
      digest_id text references digests on delete set null,
      slot text,
      changed timestamptz not null default now()
    )`,
    `create table turns (
      id bigint generated always as identity primary key,
      place text not null references conversations on delete cascade,
      question text not null,
      answer jsonb not null,
      asked timestamptz not null default now()
    )`,
    `create index turns_place on turns (place, id)`,
    `create table votes (
      turn_id bigint not null references turns on delete cascade,
      voter text not null,
      helpful boolean not null,
      added timestamptz not null default now(),
      primary key (turn_id, voter)
    )`,
    // What a page of quotes was looked up with, so that its buttons work after a restart.
    `create table quote_searches (
      id text primary key,
      workspace_id text not null references workspaces on delete cascade,
      query jsonb not null,
      added timestamptz not null default now()
    )`,
    `create table model_usage (
      workspace_id text not null references workspaces on delete cascade,
      day date not null,
      tokens bigint not null check (tokens >= 0),
      primary key (workspace_id, day)
    )`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
