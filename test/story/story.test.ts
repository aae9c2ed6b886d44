import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseStory } from '../../src/story/choose.ts';
import { countedTerms, createStoryGrouper } from '../../src/story/grouper.ts';
import { candidateKeys, mergeProfile, storyProfile } from '../../src/story/profile.ts';
import { storiesLines } from '../../src/story/stories-jsonl.ts';

const DAY = (text: string) => new Date(`${text}T12:00:00Z`);
const PIER = {
  title: 'Storm destroys harbour pier in Vardby',
  text: 'The main pier of Vardby harbour collapsed on Monday when a winter storm hit the coast. Two ferries are stranded, harbour master Lena Ortiz said. Engineers of the Nordline ferry company will inspect the wreck of the pier on Tuesday.',
  published: DAY('2025-03-10'),
};
const PIER_AGAIN = {
  title: 'Ferries stranded after Vardby pier collapses in storm',
  text: 'Two Nordline ferries cannot leave Vardby after a storm tore down the harbour pier on Monday. “We heard a bang,” said Lena Ortiz, the harbour master. Engineers hope to reach the wreck by Tuesday.',
  published: DAY('2025-03-11'),
};
const OTHER_PIER = {
  title: 'Fire destroys pier in Kelso Bay',
  text: 'A fire destroyed the amusement pier of Kelso Bay on Saturday night. Fire chief Paul Reyes said that a fryer in a fish restaurant had caught fire. Nobody was hurt, and the pier, opened in 1911, was insured.',
  published: DAY('2025-03-09'),
};
const ELECTION = {
  title: 'Aldous wins the mayoral election in Port Merrin',
  text: 'Mia Aldous won the mayoral election in Port Merrin on Sunday with 54 percent of the vote. The candidate of the Greens thanked her voters. Her opponent, Jon Silva, conceded at midnight.',
  published: DAY('2025-03-10'),
};

describe('stories', () => {
  test('two reports of one event are one story; another event of the kind and another subject are not', () => {
    const grouper = createStoryGrouper();
    const [pier, election, otherPier, again] = [PIER, ELECTION, OTHER_PIER, PIER_AGAIN].map((article) =>
      grouper.add(article),
    );
    expect(again).toBe(pier);
    expect(new Set([pier, election, otherPier]).size).toBe(3);
  });

  test('a copy of an article joins its story whatever came between', () => {
    const grouper = createStoryGrouper();
    const first = grouper.add(ELECTION);
    grouper.add(PIER);
    expect(grouper.add({ ...ELECTION, title: 'Aldous elected mayor' })).toBe(first);
  });

  test('the same kind of event years later is another story', () => {
    const later = {
      title: 'Storm damages pier in Vardby',
      text: 'A storm damaged the new pier of Vardby harbour on Friday. A fishing boat sank, harbour master Tom Haas said. The Seaway company, which owns the pier, expects repairs to take a week.',
      published: DAY('2031-11-02'),
    };
    const grouper = createStoryGrouper();
    expect(grouper.add(PIER)).not.toBe(grouper.add(later));
  });

  test('a story is chosen among those that a database found, with a probability', () => {
    const stats = { documents: 2, df: () => 1 };
    const article = storyProfile(PIER_AGAIN);
    const candidates = [
      { storyId: 'vote', profile: storyProfile(ELECTION) },
      { storyId: 'pier', profile: storyProfile(PIER) },
    ];
    const chosen = chooseStory(article, candidates, stats);
    expect(chosen?.storyId).toBe('pier');
    expect(chosen?.score).toBeGreaterThan(0.4);
    expect(chosen?.score).toBeLessThanOrEqual(1);
    expect(chooseStory(article, candidates.slice(0, 1), stats)).toBeNull();
  });

  test('each line is answered before the next is read', () => {
    const alone = storiesLines()({ id: 'a', ...PIER, published: '2025-03-10' });
    const line = storiesLines();
    expect(line({ id: 'a', ...PIER, published: '2025-03-10' })).toEqual(alone);
    expect(line({ id: 'b', title: '', text: ELECTION.text, published: 'unknown' }).story).not.toBe(alone.story);
  });
});

describe('profiles', () => {
  test('two reports of one event share candidate keys', () => {
    const keys = candidateKeys(storyProfile(PIER));
    expect(keys.length).toBeLessThanOrEqual(32);
    expect(candidateKeys(storyProfile(PIER_AGAIN)).filter((key) => keys.includes(key)).length).toBeGreaterThan(3);
  });

  test('a profile survives JSON and stays small however much joins it', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (texts) => {
        const profiles = texts.map((list) => storyProfile({ text: list.join(' ') }));
        const merged = profiles.reduce(mergeProfile);
        expect(JSON.parse(JSON.stringify(merged))).toEqual(merged);
        expect(merged.articles).toBe(texts.length);
        expect(merged.words.length + merged.names.length + merged.leadPairs.length).toBeLessThanOrEqual(900);
        expect(candidateKeys(merged).length).toBeLessThanOrEqual(32);
      }),
      { numRuns: 20 },
    );
  });

  test('a title counts as the beginning of the text', () => {
    expect(storyProfile({ title: 'Pier falls', text: 'Nobody hurt.' })).toEqual(
      storyProfile({ text: 'Pier falls\nNobody hurt.' }),
    );
  });

  test('an article without a date of publication is dated by its header', () => {
    const day = Math.floor(DAY('2025-03-10').getTime() / 86_400_000);
    for (const header of ['MARCH 10, 2025', 'Posted: 03 / 10 / 2025', '2025.03.10']) {
      expect(storyProfile({ text: `${header}\n${PIER.text}` }).published).toEqual([day, day]);
    }
    expect(storyProfile({ text: PIER.text }).published).toBeNull();
  });

  test('words and names are counted once an article', () => {
    const terms = countedTerms(storyProfile({ text: 'The pier in Vardby fell. In Vardby the pier was loved.' }));
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms).toContain('vardby');
  });
});
