import { listArticles } from '../store/articles/articles.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import { listFeeds } from '../store/feeds/feeds.ts';
import { suggestPublishers, suggestSpeakers } from '../store/quotes/quote-names.ts';
import { isZone } from '../time/zone.ts';
import type { DeskDeps } from './deps.ts';
import { articleSuggestion } from './handlers/articles.ts';
import { feedSuggestion } from './handlers/feeds.ts';
import type { Suggest } from './request.ts';

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
      return suggestions(digests.map((digest) => digest.id as string).filter((id) => id.startsWith(typed)));
    }
    case 'wire': {
      const wires = await listWires(deps.db, request.workspace);
      return suggestions(wires.map((wire) => wire.id as string).filter((id) => id.startsWith(typed)));
    }
    case 'article': {
      const found = await listArticles(deps.db, request.workspace, {
        words: typed.replace(/\s*\[[^\]]*\]$/, ''),
        limit: SUGGESTIONS,
      });
      return suggestions(found.map(articleSuggestion));
    }
    case 'zone': {
      const wanted = typed.toLowerCase().replace(/\s+/g, '_');
      return suggestions(
        Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(wanted) && isZone(zone)),
      );
    }
    case 'days':
      return suggestions(DAY_SUGGESTIONS.filter((value) => value.includes(typed.toLowerCase())));
    case 'since':
      return ['24h', '7d', '30d', '90d', '365d'].filter((value) => value.startsWith(typed));
    case 'feed': {
      const wanted = typed.toLowerCase();
      const feeds = await listFeeds(deps.db, request.workspace);
      return suggestions(feeds.map(feedSuggestion).filter((text) => text.toLowerCase().includes(wanted)));
    }
  }
}

function suggestions(values: string[]): string[] {
  return values.filter((value) => value !== '' && value.length <= 100).slice(0, SUGGESTIONS);
}
