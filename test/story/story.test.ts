import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storiesLines } from '../../src/pipelines/stories-jsonl.ts';
import { chooseStory } from '../../src/story/choose.ts';
import { countedTerms, createStoryGrouper } from '../../src/story/grouper.ts';
import { candidateKeys, joinedBy, openedBy, storyKeys, storyProfile } from '../../src/story/profile.ts';
import { resultIn } from '../../src/story/results.ts';

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

  test('even the same words are another story months later, as with what comes every year', () => {
    const grouper = createStoryGrouper();
    expect(grouper.add(PIER)).not.toBe(grouper.add({ ...PIER, published: DAY('2025-07-10') }));
  });

  describe('two matches of the same teams', () => {
    const match = (title: string, text: string, day: string) => ({ title, text, published: DAY(day) });
    const first = match(
      'Norfell beat Vardby 3-1',
      'Norfell United beat Vardby Rovers 3-1 in the Northern League on Tuesday. Tom Haas scored twice and Ali Demir added a third. Vardby coach Lena Ortiz said her side had been asleep.',
      '2026-11-03',
    );
    const fine = match(
      'Norfell fined over flare at Vardby match',
      'The Northern League has fined Norfell United 4,000 crowns for the flare at the 3-1 win against Vardby Rovers on Tuesday, when Tom Haas scored twice. Vardby coach Lena Ortiz called the sum a joke.',
      '2026-11-09',
    );
    const second = match(
      'Vardby hold Norfell to goalless draw',
      'Vardby Rovers held Norfell United to a 0-0 draw in the Northern League on Saturday. Tom Haas hit the post and Ali Demir was sent off. Vardby coach Lena Ortiz praised her defence.',
      '2026-11-14',
    );
    const storiesOf = (...articles: (typeof first)[]) => {
      const grouper = createStoryGrouper();
      return articles.map((article) => grouper.add(article));
    };

    test('days apart and with other results are two stories, whatever came between', () => {
      const [one, between, other] = storiesOf(first, fine, second);
      expect(between).toBe(one);
      expect(other).not.toBe(one);
    });

    test('are one where the later report tells the earlier result, as that of a protest does', () => {
      const [one, protest] = storiesOf(first, {
        ...second,
        text: `${second.text} Norfell had won the first of the two matches 3-1.`,
      });
      expect(protest).toBe(one);
    });

    test('of one day are told by several reports are one, and a vote or a time is no result', () => {
      const [one, again] = storiesOf(first, {
        ...second,
        published: first.published,
        title: 'Haas double sinks Vardby',
        text: 'Tom Haas scored twice as Norfell United beat Vardby Rovers 3–1 in the Northern League on Tuesday night. Ali Demir scored the third, and coach Lena Ortiz spoke of a bad day.',
      });
      expect(again).toBe(one);
      expect(resultIn('The court upheld the fine by 5-4.')).toBeNull();
      expect(resultIn('Kick-off was at 20:15, and Norfell won.')).toBeNull();
      expect(resultIn('Norfell gewinnt in Vardby 3:1.')).toBe('3-1');
    });
  });

  test('a second quake elsewhere, of another magnitude, is not the first', () => {
    const grouper = createStoryGrouper();
    const quake = (place: string, magnitude: string, dead: number, day: string) =>
      grouper.add({
        text: `An earthquake of magnitude ${magnitude} shook ${place} on ${day}, and ${dead} people died. Rescue teams from the capital reached ${place} by night, and the governor of ${place} asked for tents and water.`,
      });
    expect(quake('Tarvos', '6.8', 41, 'Tuesday')).not.toBe(quake('Ilmaru', '5.2', 3, 'Friday'));
  });

  test('briefs of one small town stay apart, though little else is known and a headline says next to nothing', () => {
    const brief = (title: string, text: string) => ({ title, text, published: DAY('2026-11-27') });
    const briefs = [
      brief(
        'Two schools to become one',
        'The schools in Vardby and Kelso will be run as one from August, the county said.\n\n“Nobody will lose a desk,” said head teacher Ida Brandt.',
      ),
      brief(
        'Windmill gets new sails',
        'The windmill at Vardby gets new sails next month, the first since 1974, and can then grind again.\n\n“They are as light as feathers,” said miller Tom Haas.',
      ),
      brief(
        'All unhurt as bus slides off road',
        'Nobody was hurt on Friday when a bus slid off the road near Vardby, the police said. All nine people are well.\n\n“Everybody is warm and dry,” said police chief Jon Silva.',
      ),
      brief(
        'Owl found in windmill',
        'An owl that had been missing for two years was found in the windmill at Vardby on Thursday.\n\n“It looked at me as if I were late,” said miller Tom Haas.',
      ),
    ];
    for (const order of [briefs, briefs.toReversed()]) {
      const grouper = createStoryGrouper();
      expect(new Set(order.map((article) => grouper.add(article))).size).toBe(briefs.length);
    }
    const grouper = createStoryGrouper();
    const [mill] = [briefs[1], briefs[0], briefs[2]].map((article) => article && grouper.add(article));
    const again = brief(
      'New sails for the Vardby windmill',
      'After fifty-two years the windmill at Vardby is getting new sails. Miller Tom Haas, who calls them “as light as feathers”, wants to grind again next month.',
    );
    expect(grouper.add(again)).toBe(mill);
  });

  test('whatever else comes between, unrelated articles are told apart and reports of one event are put together', () => {
    const articles = [PIER, PIER_AGAIN, OTHER_PIER, ELECTION];
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: 4 }), (order) => {
        const grouper = createStoryGrouper();
        const stories = new Map(order.map((article) => [article, grouper.add(article)]));
        expect(stories.get(PIER)).toBe(stories.get(PIER_AGAIN));
        expect(new Set(stories.values()).size).toBe(3);
      }),
    );
  });

  test('any two undated texts that are the same are one story, and any text has one', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 5 }), (twice, between) => {
        const grouper = createStoryGrouper();
        const words = `${ELECTION.text} ${twice}`;
        const first = grouper.add({ text: words });
        for (const other of between) expect(grouper.add({ text: other })).toMatch(/^story-/);
        expect(grouper.add({ text: words })).toBe(first);
      }),
      { numRuns: 50 },
    );
  });

  test('a story is chosen among those that a database found, with a probability', () => {
    const stats = { documents: 2, df: () => 1 };
    const article = storyProfile(PIER_AGAIN);
    const candidates = [
      { storyId: 'vote', story: openedBy(storyProfile(ELECTION)) },
      { storyId: 'pier', story: openedBy(storyProfile(PIER)) },
    ];
    const chosen = chooseStory(article, candidates, stats);
    expect(chosen?.storyId).toBe('pier');
    expect(chosen?.score).toBeGreaterThan(0.5);
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

  test('a story survives JSON and stays small however much joins it', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 14 }), (texts) => {
        const [first = '', ...others] = texts.map((list) => list.join(' '));
        const story = others.reduce(
          (joined, text) => joinedBy(joined, storyProfile({ text })),
          openedBy(storyProfile({ text: first })),
        );
        expect(JSON.parse(JSON.stringify(story))).toEqual(story);
        expect(story.articles).toBe(texts.length);
        expect(story.members.length).toBeLessThanOrEqual(10);
        for (const { words, names, leadPairs, phrases, amounts } of story.members)
          expect(words.length + names.length + leadPairs.length + phrases.length + amounts.length).toBeLessThanOrEqual(
            960,
          );
        expect(storyKeys(story).length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 20 },
    );
  });

  test('a story keeps its first articles and its newest', () => {
    const profiles = Array.from({ length: 30 }, (_, index) => storyProfile({ text: `Report ${index + 100}` }));
    const [first = storyProfile(PIER), ...others] = profiles;
    const { members } = others.reduce(joinedBy, openedBy(first));
    expect(members[0]).toEqual(first);
    expect(members.at(-1)).toEqual(profiles.at(-1));
  });

  test('a title counts as the beginning of the text', () => {
    expect({ ...storyProfile({ title: 'Pier falls', text: 'Nobody hurt.' }), headline: [] }).toEqual(
      storyProfile({ text: 'Pier falls\nNobody hurt.' }),
    );
  });

  test('an article without a date of publication is dated by its header', () => {
    const day = Math.floor(DAY('2025-03-10').getTime() / 86_400_000);
    for (const header of ['MARCH 10, 2025', 'Posted: 03 / 10 / 2025', '2025.03.10']) {
      expect(storyProfile({ text: `${header}\n${PIER.text}` }).published).toBe(day);
    }
    expect(storyProfile({ text: PIER.text }).published).toBeNull();
  });

  test('words and names are counted once an article', () => {
    const terms = countedTerms(storyProfile({ text: 'The pier in Vardby fell. In Vardby the pier was loved.' }));
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms).toContain('vardby');
  });
});

test('what the same people do in one week are several stories', () => {
  const grouper = createStoryGrouper();
  const week = [
    [
      'Holm opens new library',
      'Mayor Ada Holm opened the library in Vale on Monday. It has room for nine thousand books and a hall for readings. Treasurer Jon Berg said that cards stay free until summer.',
    ],
    [
      'Council raises parking fees',
      'The council of Vale raised the parking fees on Tuesday. Mayor Ada Holm voted for it, treasurer Jon Berg proposed it. An hour in the square costs two crowns more, and nights are free for residents.',
    ],
    [
      'Berg wants cheaper ferries',
      'Treasurer Jon Berg wants a ferry ticket for one crown in Vale. He told the council on Wednesday that half-empty boats cost as much as full ones. Mayor Ada Holm asked him who would pay.',
    ],
  ] as const;
  const stories = week.map(([title, text], i) =>
    grouper.add({ title, text, published: new Date(Date.UTC(2026, 10, 23 + i)) }),
  );
  expect(new Set(stories).size).toBe(3);
});
