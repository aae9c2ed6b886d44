import type { Migration } from 'kysely/migration';
import * as initial from './001-initial.ts';
import * as passages from './002-passages.ts';
import * as quoteLookup from './003-quote-lookup.ts';
import * as storyWords from './004-story-words.ts';
import * as feeds from './006-feeds.ts';
import * as copies from './007-copies.ts';
import * as passageIndex from './008-passage-index.ts';
import * as quoteCopies from './009-quote-copies.ts';
import * as feedOffers from './010-feed-offers.ts';
import * as digestThreads from './013-digest-threads.ts';
import * as passageVectors from './014-passage-vectors.ts';
import * as storyMembers from './015-story-members.ts';
import * as openReplies from './016-open-replies.ts';
import * as receipts from './017-receipts.ts';
import * as earlyStores from './018-early-stores.ts';
import * as changingNews from './019-changing-news.ts';
import * as deliveries from './020-deliveries.ts';
import * as quoteStances from './021-quote-stances.ts';
import * as people from './022-people.ts';
import * as heartbeats from './023-heartbeats.ts';
import * as slackInstallations from './024-slack-installations.ts';
import * as webDesk from './025-web-desk.ts';
import * as wires from './026-wires.ts';
import * as channelRules from './027-channel-rules.ts';
import * as retention from './028-retention.ts';
import * as storySummaries from './029-story-summaries.ts';
import * as quotesByStatement from './030-quotes-by-statement.ts';
import * as languagesOfPeople from './031-languages-of-people.ts';
import * as publications from './032-publications.ts';
import * as replyInstances from './033-reply-instances.ts';
import * as channelStories from './034-channel-stories.ts';

/**
 * All migrations by name, in their order. They are frozen: none imports code of the program or is edited once it is on the main branch, and
 * a new one takes the next number. What stored data needs beyond its schema (indexes of our own, readings by newer rules) the worker does.
 */
export const MIGRATIONS: Record<string, Migration> = {
  '001-initial': initial,
  '002-passages': passages,
  '003-quote-lookup': quoteLookup,
  '004-story-words': storyWords,
  '006-feeds': feeds,
  '007-copies': copies,
  '008-passage-index': passageIndex,
  '009-quote-copies': quoteCopies,
  '010-feed-offers': feedOffers,
  '013-digest-threads': digestThreads,
  '014-passage-vectors': passageVectors,
  '015-story-members': storyMembers,
  '016-open-replies': openReplies,
  '017-receipts': receipts,
  '018-early-stores': earlyStores,
  '019-changing-news': changingNews,
  '020-deliveries': deliveries,
  '021-quote-stances': quoteStances,
  '022-people': people,
  '023-heartbeats': heartbeats,
  '024-slack-installations': slackInstallations,
  '025-web-desk': webDesk,
  '026-wires': wires,
  '027-channel-rules': channelRules,
  '028-retention': retention,
  '029-story-summaries': storySummaries,
  '030-quotes-by-statement': quotesByStatement,
  '031-languages-of-people': languagesOfPeople,
  '032-publications': publications,
  '033-reply-instances': replyInstances,
  '034-channel-stories': channelStories,
};
