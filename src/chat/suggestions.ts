import { languagesOf, listArticles } from '../store/articles/articles.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import { listFeeds } from '../store/feeds/feeds.ts';
import { suggestPublishers, suggestSpeakers } from '../store/quotes/quote-names.ts';
import { isZone } from '../time/zone.ts';
import type { DeskDeps } from './deps.ts';
import { articleSuggestion } from './handlers/article-handlers.ts';
import { digestSuggestion } from './handlers/digest-handlers.ts';
import { feedSuggestion } from './handlers/feed-handlers.ts';
import { subscribedTopics } from './handlers/subscribe.ts';
import { wireSuggestion } from './handlers/wire-handlers.ts';
import type { Suggest } from './request.ts';
import { suggestTopics } from './topics.ts';

const SUGGESTIONS = 25;
const DAY_SUGGESTIONS = [
  'daily',
  'weekdays',
  'weekends',
  'mon',
  'fri',
  'mon,thu',
  'every other week fri',
  'monthly 1',
  'monthly last fri',
];

/** What may be meant by what has been typed so far, from the store alone. */
export async function suggest(deps: DeskDeps, request: Suggest): Promise<string[]> {
  const typed = request.typed.slice(0, 100);
  switch (request.kind) {
    case 'speaker':
      return suggestions(await suggestSpeakers(deps.db, request.workspace, typed, SUGGESTIONS));
    case 'source':
      return suggestions(await suggestPublishers(deps.db, request.workspace, typed, SUGGESTIONS));
    case 'digest': {
      const digests = await listDigests(deps.db, request.workspace);
      return fitting(
        digests.map((digest) => digestSuggestion(digest, deps.now())),
        typed,
      );
    }
    case 'wire': {
      const wires = await listWires(deps.db, request.workspace);
      return fitting(wires.map(wireSuggestion), typed);
    }
    case 'article': {
      const found = await listArticles(deps.db, request.workspace, {
        words: typed.replace(/\s*\[[^\]]*\]$/, ''),
        limit: SUGGESTIONS,
      });
      return suggestions(found.map(articleSuggestion));
    }
    case 'zone': {
      const part = typed.toLowerCase().replace(/\s+/g, '_');
      return suggestions(
        Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(part) && isZone(zone)),
      );
    }
    case 'days':
      return suggestions(DAY_SUGGESTIONS.filter((value) => value.includes(typed.toLowerCase())));
    case 'since':
      return ['24h', '7d', '30d', '90d', '365d'].filter((value) => value.startsWith(typed));
    case 'feed': {
      const feeds = await listFeeds(deps.db, request.workspace);
      return fitting(feeds.map(feedSuggestion), typed);
    }
    case 'topic':
      return suggestions(await suggestTopics(deps, request.workspace, typed));
    case 'subscription':
      return fitting(await subscribedTopics(deps, request.workspace, request.user), typed);
    case 'language':
      return fitting(['all', ...(await languagesOf(deps.db, request.workspace))], typed);
  }
}

function fitting(values: string[], typed: string): string[] {
  const part = typed.toLowerCase();
  return suggestions(values.filter((value) => value.toLowerCase().includes(part)));
}

function suggestions(values: string[]): string[] {
  return values.filter((value) => value !== '' && value.length <= 100).slice(0, SUGGESTIONS);
}
