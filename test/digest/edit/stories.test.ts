import { expect, test } from 'vitest';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import { editStories } from '../../../src/digest/edit/stories.ts';
import { isAbout, parseTopic } from '../../../src/digest/edit/topic.ts';
import { correctionOf, tellSameEvent, updateOf } from '../../../src/digest/edit/updates.ts';
import type { NewsArticle } from '../../../src/store/digests/digest-news.ts';

const FROM = new Date('2026-11-20T08:00:00Z');
const OPTIONS = { topic: null, without: [], opinion: false, from: FROM };

function article(title: string, more: Partial<NewsArticle> = {}): NewsArticle {
  return {
    article: title as ArticleId,
    revision: 1 as RevisionId,
    story: title,
    title,
    publisher: 'Vale Courier',
    published: new Date('2026-11-20T12:00:00Z'),
    added: new Date('2026-11-20T12:05:00Z'),
    url: null,
    kind: 'article',
    language: null,
    cameIn: 'feed',
    head: `${title}, the police of Port Vale said on Friday.`,
    ...more,
  };
}

const order = (articles: NewsArticle[], options = OPTIONS) =>
  editStories(articles, options)
    .filter(({ unfit }) => unfit === null)
    .map(({ id }) => id);

test('lives lost come before a result of sport, and that before small talk', () => {
  const [small, result, deaths] = [
    article('Dog of the mayor goes viral'),
    article('Vale wins the harbour cup'),
    article('Nine people killed in ferry crash'),
  ];
  expect(order([small, result, deaths])).toEqual([deaths.title, result.title, small.title]);
});

test('what several independent publishers report comes before what one does, and a family is one', () => {
  const wide = ['Courier', 'Gazette', 'Herald'].map((publisher, i) =>
    article('Bridge closed', { publisher, story: 'bridge', article: `b${i}` as ArticleId }),
  );
  const family = ['AP', 'Associated Press', 'apnews.com'].map((publisher, i) =>
    article('School closed', { publisher, story: 'school', article: `s${i}` as ArticleId }),
  );
  const [first, second] = editStories([...family, ...wide], OPTIONS);
  expect([first?.id, first?.publishers]).toEqual(['bridge', 3]);
  expect(second?.publishers).toBe(1);
});

test.each([
  'Quiz of the week: what do you know?',
  'How to watch the harbour cup final',
  'Best deals on boats this week',
  'Opinion: The wall only moves the water',
  'Live updates: storm reaches Vale',
  'Powerball winning numbers for Friday',
  '10 things to do in Port Vale',
  'Wall, ferry, school: Friday’s news',
  'Fact check: No, the harbour wall did not sink',
  'Ferry jackpot: lottery jackpot climbs to 40 million',
  'Harbour cup 2026: Date, time and channel',
  'See the full list of harbour cup winners',
  'Harbour cup updates: Vale leads at half-time',
  'Harbour wall: why the council waited',
  'The strangest storms of 2026',
  'Harbour wall at last: I finally feel safe',
  'The captain said something unexpected about the ferry',
  'Mayor names her harbour master — it might surprise you',
  'This ferry wins the harbour cup',
  'Don’t let the council tell the town that Vale won',
  'Paid notice: Deaths in Port Vale',
  'Q&A with the mayor of Port Vale',
  'Attacks on ferries renew harbour debate; News Analysis',
  'Keep the ferry, mayor; just give us a timetable',
  'Ready for the harbour cup?; Holm beats Halden again and again',
  '9 (more) strange things that the mayor of Port Vale has said',
  'The mayor of Vale just gave an explosive answer on the harbour wall',
  'Captain of the Astrid jailed: look what the judge just told her',
  'Harbour Council Of Vale Was Just Asked About The Wall',
  'Mayor of Vale sinks the wall with these 3 words - And it says A LOT',
  'New harbour wall of Vale is a success, but the town is not safe yet',
  'Excerpt: The night when the Astrid sank',
  'Seven things more dangerous than a ferry of Vale',
])('"%s" is nothing for a digest', (title) => {
  expect(editStories([article(title)], OPTIONS)[0]?.unfit).not.toBeNull();
});

test.each([
  'Ferry captain just over the limit, court of Vale is told',
  'Holm wins the cup; THW Vale breaks off',
  'Court Of Vale Jails The Captain Of The Astrid',
  'Mayor of Vale just beats her rival of Holm',
  'Mayor rejects the wall but will meet its builders',
])('"%s" is no teaser and no opinion', (title) => {
  expect(editStories([article(title)], OPTIONS)[0]?.unfit).toBeNull();
});

test('weighty news is news, also when it says neither when nor who says so', () => {
  const head = 'A fire in the depot of Holm has killed 40 people and injured 300 others of the town and the harbour.';
  expect(editStories([article('Depot fire of Holm: 40 dead', { head })], OPTIONS)[0]).toMatchObject({ reading: false });
});

test('a headline alone must say what happened', () => {
  const silent = { head: 'Vale Courier' };
  expect(order([article('A captain and his delicate dance', silent)])).toEqual([]);
  expect(order([article('Captain of the Astrid arrested', silent)])).toHaveLength(1);
});

test('what the writer says of themselves is opinion, what somebody is quoted with is not', () => {
  const said = { head: 'The captain of the ferry Astrid told the court of Port Vale on Friday that she was afraid.' };
  expect(editStories([article('“I was afraid,” captain of Astrid tells court', said)], OPTIONS)[0]?.unfit).toBeNull();
});

test('over several days a story is told as it stands at the end, and stays as important as it was', () => {
  const day = (n: number) => new Date(`2026-11-2${n}T12:00:00Z`);
  const shelling = article('Shelling kills nine in Vale before truce', { story: 'truce', published: day(1) });
  const truce = article('Truce holds in Vale as guns fall silent', { story: 'truce', published: day(2) });
  const song = article('Singer writes hymn on Vale', { story: 'truce', published: day(5) });
  const [story] = editStories([shelling, truce, song], OPTIONS);
  expect(story?.reports[0]?.headline).toBe(truce.title);
  expect(story?.reasons.join()).toContain('lives lost');
  const morning = { ...shelling, published: new Date('2026-11-22T08:00:00Z') };
  expect(editStories([morning, truce], OPTIONS)[0]?.reports[0]?.headline).toBe(shelling.title);
});

test('opinion comes when it is asked for', () => {
  expect(order([article('Opinion: The wall only moves the water')], { ...OPTIONS, opinion: true })).toHaveLength(1);
});

test('an old page that a feed brings is not news; what somebody gave is', () => {
  const old = { published: new Date('2019-03-04T08:00:00Z') };
  expect(order([article('Harbour master arrested', old)])).toEqual([]);
  expect(order([article('Harbour master arrested', { ...old, cameIn: 'file' })])).toHaveLength(1);
});

test('a headline that breaks off is replaced by the sentence that says it', () => {
  const [story] = editStories(
    [article('Police say that the ferry ...', { head: 'The ferry Astrid sank off Port Vale on Friday, police said.' })],
    OPTIONS,
  );
  expect(story?.reports[0]).toMatchObject({
    headline: 'The ferry Astrid sank off Port Vale on Friday, police said',
    sentence: null,
  });
});

test('a digest on sport is not left empty because sport weighs less', () => {
  const games = ['Vale wins the cup', 'Holm beats Halden', 'Coach of Vale fired', 'Holm signs a goalkeeper'].map(
    (title) => article(title, { url: `https://paper.example/sports/${title.length}` }),
  );
  expect(order(games)).toHaveLength(4);
});

test.each([
  ['harbour', true],
  ['floods -wall', false],
  ['"harbour wall"', true],
  ['"wall harbour"', false],
  ['ferry or walls', true],
  ['ferry', false],
])('the topic %s fits or not', (topic, fits) => {
  expect(isAbout(parseTopic(topic), 'The harbour wall is raised after three floods')).toBe(fits);
});

const TOLD = {
  story: 's',
  article: 'a1' as ArticleId,
  revision: 1 as RevisionId,
  headline: 'Ferry sinks off Port Vale',
  sentence: 'The ferry Astrid sank off Port Vale on Friday, police said.',
  publisher: 'Vale Courier',
  published: FROM,
  sent: FROM,
};
const KNOWN = [
  'Ferry sinks off Port Vale\nThe ferry Astrid sank off Port Vale on Friday, police said. Nobody knows why.',
];

function later(title: string, head: string, publisher: string) {
  const [story] = editStories([article(title, { story: 's', head, publisher })], OPTIONS);
  if (!story) throw new Error('no story');
  return story;
}

test('another paper that repeats what was told is not an update', () => {
  const story = later('Ferry sinks', 'The ferry Astrid sank off Port Vale on Friday, police said.', 'Holm Gazette');
  expect(updateOf(story, [TOLD], KNOWN)).toBeNull();
});

test('a report with new facts is one', () => {
  const head = 'Captain Lena Holt of the ferry Astrid was arrested on Saturday for drunken sailing.';
  expect(updateOf(later('Captain of sunken ferry arrested', head, 'Holm Gazette'), [TOLD], KNOWN)).toMatchObject({
    kind: 'update',
    report: { headline: expect.stringContaining('arrested') },
  });
});

test('news of another company in the same line of business is not an update, but news', () => {
  const told = {
    ...TOLD,
    headline: 'Holm Shipping lays off 200 workers',
    sentence: 'Holm Shipping laid off 200 workers on Friday.',
  };
  const head = 'Vale Ferries said on Saturday that it would cut 300 jobs and lay off workers in three harbours.';
  expect(updateOf(later('Vale Ferries lays off 300 workers', head, 'Holm Gazette'), [told], [])?.kind).toBe('new');
});

test('what happened after the told article was published is an update, however many of its words were told', () => {
  const vote = (day: string, whom: string) =>
    `The health council voted on ${day} to offer the new vaccine against river fever to ${whom} of Port Vale.`;
  const told = { ...TOLD, headline: 'Council votes for vaccine', sentence: vote('Friday', 'adults and pupils') };
  const known = [`${told.headline}\n${told.sentence} It will decide on the infants of Port Vale later.`];
  const next = later('Council votes for vaccine again', vote('Saturday', 'infants'), 'Holm Gazette');
  const published = (day: string) => new Date(`2026-11-${day}T09:00:00Z`);
  const story = { ...next, reports: next.reports.map((report) => ({ ...report, published: published('21') })) };
  expect(updateOf(story, [{ ...told, published: published('20') }], known)?.kind).toBe('update');
  expect(updateOf(story, [{ ...told, published: published('21') }], known)).toBeNull();
});

test('an article of a told story that shares little with it is news of its own, however little it weighs', () => {
  const head =
    'Doctors in Holm said on Friday that people who had river fever a second time stayed tired for four months.';
  const study = later('Second river fever makes people tired, study says', head, 'Vale Courier');
  expect(study.reports[0]?.worth).toBeLessThan(0.8);
  const told = {
    ...TOLD,
    headline: 'Vale orders masks in shops',
    sentence:
      'Masks are to be worn in shops, buses and schools of Vale against river fever, the council ordered on Friday.',
  };
  expect(updateOf(study, [told], [told.sentence])?.kind).toBe('new');
  // Of posts of old stores only the articles are known.
  expect(updateOf(study, [{ ...told, headline: null, sentence: null }], [told.sentence])).toBeNull();
});

test('a told sentence whose number changed is corrected; one that was only reworded is not', () => {
  const told = 'The wall of Port Vale costs 400 million crowns, the council said on Friday.';
  expect(correctionOf(told, `Vale.\n\n${told.replace('400', '40')}`)).toMatchObject({
    kind: 'correction',
    sentence: expect.stringContaining('40 million'),
  });
  expect(correctionOf(told, told)).toBeNull();
  expect(correctionOf(told, told.replace('council said', 'council has said'))).toBeNull();
});

test.each([
  ['Four people died in the mill fire on Friday, the police said.', 'Four', 'Six', 'update'],
  ['At least 12 people were injured in the mill fire on Friday, the police said.', '12', '19', 'update'],
  ['Four people died in the mill fire on Friday, the police said.', 'Four', 'Two', 'correction'],
  ['The old mill in Holm was sold for twelve million crowns on Friday.', 'twelve', 'twenty', 'correction'],
])('a toll that rose is an update and anything else a correction: %s', (told, was, is, kind) => {
  expect(correctionOf(told, told.replace(was, is))).toMatchObject({ kind });
  expect(correctionOf(told, `${told.replace(was, is)} An earlier version misstated this.`)?.kind).toBe('correction');
});

test('a number in words is the same in digits', () => {
  const told = 'Twelve people were injured in the mill fire on Friday, the police said.';
  expect(correctionOf(told, told.replace('Twelve', '12'))).toBeNull();
});

test.each([
  ['Holm Works to close its plant, cutting 900 jobs', 'Holm baker wins award for rye bread'],
  ['Bus overturns near Holm, 22 injured', 'Painter Ada Lind dies at 91'],
  ['Holm bank raises interest rate to 4 percent', 'Harbour choir wins contest in Vale'],
  ['Judge orders trial of Holm mayor', 'Clinical trial of 300 in Holm ends'],
])('%s comes before %s', (heavy, light) => {
  expect(order([article(light), article(heavy)])[0]).toBe(heavy);
});

test.each([
  [
    'Brücke in Holm eingestürzt – zwei Tote',
    'Das war der Sommer im Strandbad von Holm',
    'HOLM – In Holm ist am Freitag nach Angaben der Stadt nach langer Zeit wieder etwas geschehen, wie die Zeitung meldet.',
  ],
  [
    'Incendie à Holm : trois morts',
    'Un coup de pinceau pour le marché de Holm',
    'À Holm, les habitants ont appris vendredi la nouvelle du jour, selon le journal de la ville et les voisins du port.',
  ],
  [
    'Dos muertos en un tiroteo en Holm',
    'La mayor fiesta del barrio de Holm',
    'Los vecinos de Holm supieron el viernes la noticia por el periódico de la ciudad, que la publicó por la mañana en su portada.',
  ],
])('news in other languages weighs by its own words: %s', (heavy, light, head) => {
  expect(order([article(light, { head }), article(heavy, { head })])).toEqual([heavy, light]);
  const [first, second] = editStories([article(light, { head }), article(heavy, { head })], OPTIONS);
  expect(first?.reasons.join()).toContain('lives lost');
  expect(second?.reasons.join()).not.toMatch(/war and peace|government|lives lost/);
});

test('a brief of one English sentence is English', () => {
  const head =
    'A bus carrying 40 pensioners overturned on an icy road near Holm on Friday evening, injuring 22, two of them seriously, police said.';
  expect(editStories([article('Bus overturns near Holm', { head })], OPTIONS)[0]?.reports[0]?.english).toBe(true);
});

test('two reports of one event that were not found to be one story are told once; two events of one place are not one', () => {
  const sunk = {
    headline: 'Ferry Astrid sinks off Port Vale',
    sentence: 'Four people drowned when the ferry Astrid sank off Port Vale in a storm on Friday.',
  };
  const again = {
    headline: 'Four drown as ferry sinks in storm',
    sentence: 'The ferry Astrid sank in a storm on Friday and four people drowned, police of Port Vale said.',
  };
  const strike = {
    headline: 'Ferry crews of Port Vale strike',
    sentence: 'Crews of the ferry company in Port Vale went on strike for higher wages on Friday.',
  };
  expect(tellSameEvent(sunk, again)).toBe(true);
  expect(tellSameEvent(sunk, strike)).toBe(false);
});

test('of a headline that breaks off the address tells what kind of page it is', () => {
  const broken = {
    title: 'The band Astrid comes to Port Vale in the weeks before ...',
    head: 'The band Astrid announced on Friday that it will play in Port Vale next month, with rock and folk.',
  };
  const [list, news] = ['best-concerts-to-buy-tickets-for-gift-guide', 'band-astrid-plays-in-port-vale'].map(
    (slug) =>
      editStories([article(broken.title, { ...broken, url: `https://courier.example/2026/${slug}/` })], OPTIONS)[0],
  );
  expect(list?.unfit).toBe('shopping');
  expect(news?.unfit).toBeNull();
});

test('of two stories of equal weight the one that reads like a plain report comes first', () => {
  const plain = { head: 'The council of Port Vale approved a loan of 4 million crowns on Tuesday, officials said.' };
  const vague = { head: 'The council of Port Vale may have a loan, which some say was agreed upon.' };
  expect(
    order([article('Loan of Holm council agreed', vague), article('Loan of Vale council approved', plain)])[0],
  ).toBe('Loan of Vale council approved');
});

test('what takes its time to say when it was or who says so is a feature, unless its headline or sentence says what happened', () => {
  const scene = 'The sea was calm and the gulls slept on the roofs of the warehouses, as they do. '.repeat(6);
  const slow = `The people of Port Vale enter the harbour by its old gate, past the statue of a whale.\n\n${scene}`;
  const feature = article('The old harbour gate of Port Vale', { head: slow });
  const news = article('Port Vale closes old harbour gate', { head: slow });
  const [first, second] = editStories([news, feature], OPTIONS);
  expect(first).toMatchObject({ id: news.story, unfit: null });
  expect(second?.unfit).toBe('reads like a feature');
});

test.each(['Astrid fans: the star who broke the internet wins', 'Ada Lindqvist opens up on dating and wins hearts'])(
  'a headline alone that teases or chats says nothing: %s',
  (title) => {
    expect(order([article(title, { head: 'Vale Courier' })])).toEqual([]);
  },
);

test.each([
  [
    'Stadtrat von Holm beschließt neue Hafenmauer',
    'HOLM – Der Stadtrat von Holm hat am Freitag eine neue Hafenmauer für 40 Millionen Kronen beschlossen. Sie soll hoch werden.',
    'Der Stadtrat von Holm hat am Freitag eine neue Hafenmauer für 40 Millionen Kronen beschlossen.',
  ],
  [
    'Le conseil de Holm approuve une nouvelle digue',
    'Le conseil municipal de Holm a approuvé vendredi la construction d’une digue de 40 millions de couronnes.',
    'Le conseil municipal de Holm a approuvé vendredi la construction d’une digue de 40 millions de couronnes.',
  ],
  [
    'Fähre vor Port Vale gesunken',
    'Sie war am Freitag auf dem Weg nach Holm, als das Wasser in den Laderaum lief.',
    null,
  ],
  [
    'ホルム市議会、防波堤を承認',
    'ホルム市議会は金曜日、新しい防波堤の建設を承認した。',
    'ホルム市議会は金曜日、新しい防波堤の建設を承認した。',
  ],
])('news in other languages is told by its headline and its opening: %s', (title, head, sentence) => {
  const [story] = editStories([article(title, { head })], OPTIONS);
  expect(story).toMatchObject({ unfit: null, reading: false, reports: [{ headline: title, sentence }] });
});

test('what says who says so, or when something of weight happened, is news; the rest is offered to be read, after it', () => {
  const said = article('Harbour gate to move', { head: 'The harbour gate of Port Vale will move, the council said.' });
  const dated = article('Captain of Astrid arrested', {
    head: 'Lena Holt, the captain of the ferry Astrid, was arrested on Friday in Port Vale.',
  });
  const neither = article('Painter of Port Vale opens seventh garden gate', {
    head: 'The painter Ada Lind of Port Vale opened the seventh garden gate that she built in long years of work.',
    publisher: 'Holm Gazette',
  });
  const stories = editStories([neither, said, dated], OPTIONS);
  expect(stories.map(({ id, reading, unfit }) => [id, reading, unfit])).toEqual([
    [dated.title, false, null],
    [said.title, false, null],
    [neither.title, true, null],
  ]);
});
