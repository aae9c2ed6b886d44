import { expect, test } from 'vitest';
import { removeArticle } from '../../../src/store/articles/articles.ts';
import { indexAllQuotes } from '../../../src/store/quotes/quote-index.ts';
import { findQuotes } from '../../../src/store/quotes/quote-lookup.ts';
import { suggestPublishers, suggestSpeakers } from '../../../src/store/quotes/quote-names.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../../src/store/schema.ts';
import { welcomeWorkspace } from '../../../src/store/workspaces.ts';
import { add, FLOODS, find, RIVER, texts } from '../quoted-articles.ts';
import { testDatabase } from '../test-database.ts';

test('a word is found in its other forms, whatever its accents and case', async () => {
  const { db } = await testDatabase();
  await add(db, '“The cafés of Malmö were flooded for weeks and nobody came,” said Mayor Ada Lindqvist.');
  expect(texts(await find(db, { text: 'CAFE malmo flooding' }))).toHaveLength(1);
});

test('a phrase in quotation marks is found word for word only', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  expect((await find(db, { text: '“three floods”' })).total).toBe(1);
  expect((await find(db, { text: '"three flood"' })).total).toBe(0);
  expect((await find(db, { text: '"floods three"' })).total).toBe(0);
  expect((await find(db, { text: '"in four" market' })).total).toBe(1);
});

test('words that say little are looked for as a phrase when there is nothing else', async () => {
  const { db } = await testDatabase();
  await add(db, '“It is what it is and we have to be there for them,” said Mayor Ada Lindqvist.');
  expect((await find(db, { text: 'it is what it is' })).total).toBe(1);
  expect((await find(db, { text: 'what is it' })).total).toBe(0);
});

test('marks without words find nothing', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  for (const query of [{ text: '!!' }, { speaker: '—' }, { source: '…' }])
    expect((await find(db, query)).total).toBe(0);
});

test('a speaker is found by part of the name, by role and by organisation', async () => {
  const { db } = await testDatabase();
  await add(
    db,
    `${FLOODS}\n\n“The gates held for the whole night, as they should,” said Emil Sand, chief engineer of the Harbour Authority.`,
  );
  for (const speaker of ['lindqvist', 'Ada', 'Lindq', 'mayor', 'ada lindqvist'])
    expect(texts(await find(db, { speaker })), speaker).toEqual([expect.stringContaining('three floods')]);
  for (const speaker of ['engineer', 'harbour authority', 'chief engineer sand'])
    expect(texts(await find(db, { speaker })), speaker).toEqual([expect.stringContaining('gates held')]);
  expect((await find(db, { speaker: 'ada sand' })).total).toBe(0);
});

test('a name is found with titles and initials that no article prints, which is told where they may be of somebody else', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  for (const speaker of ['Ms Lindqvist', 'Mrs. Ada Lindqvist', 'Dr Lindqvist'])
    expect(await find(db, { speaker }), speaker).toMatchObject({ total: 1, respelled: false });
  for (const speaker of ['A. Lindqvist', 'Ada B. Lindqvist', 'AB Lindqvist'])
    expect(await find(db, { speaker }), speaker).toMatchObject({ total: 1, respelled: true });
  expect((await find(db, { speaker: 'Mr' })).total).toBe(0);
});

test('short words of a name are looked for whole', async () => {
  const { db } = await testDatabase();
  await add(
    db,
    '“The gates held for the whole night,” said Xi Wei, the engineer. “They did,” said Al Winter, the mayor.',
  );
  expect(texts(await find(db, { speaker: 'Xi Wei' }))).toEqual([expect.stringContaining('gates held')]);
  expect((await find(db, { speaker: 'Al' })).total).toBe(1);
  expect((await find(db, { speaker: 'W' })).total).toBe(0);
});

test('small words alone name nobody', async () => {
  const { db } = await testDatabase();
  await add(db, '“The gates held for the whole night,” said officials of the port and the town.');
  expect(await find(db, { text: 'of the and' })).toMatchObject({ total: 0, named: null });
});

test('every romanisation of a name finds the words under all of them, and nobody of another name', async () => {
  const { db } = await testDatabase();
  await add(
    db,
    '“The river took the lower mill,” said Dmytro Havrylskyy.\n\n“The mill will be built once more,” said Olena Havrylska.',
  );
  await add(db, '“Nobody will sell the old mill to them,” said Dmytro Havrylsky, the owner.', { title: 'The mill' });
  for (const speaker of ['Havrylsky', 'Havrylskyy', 'Dmytro Havrylskiy', 'havrylskyj']) {
    const found = await find(db, { speaker });
    expect([found.total, found.respelled], speaker).toEqual([2, false]);
  }
});

test('a misspelled name finds the name it is near, and says so', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  for (const speaker of ['Lindqist', 'lindkvist', 'Ada Lnidqvist']) {
    const found = await find(db, { speaker });
    expect([found.total, found.respelled], speaker).toEqual([1, true]);
  }
  expect((await find(db, { speaker: 'Lindqvist' })).respelled).toBe(false);
  expect((await find(db, { speaker: 'Oberg' })).total).toBe(0);
});

test('source and time narrow what is found', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS, { publisher: 'Vale Courier', day: '2026-11-01' });
  await add(db, RIVER, { publisher: 'Évening Post', day: '2026-11-20' });
  expect(texts(await find(db, { source: 'evening' }))).toEqual([expect.stringContaining('river')]);
  expect(texts(await find(db, { source: 'courier' }))).toEqual([expect.stringContaining('floods')]);
  expect((await find(db, { source: 'Gazette' })).total).toBe(0);
  expect(texts(await find(db, { since: new Date('2026-11-15T00:00:00Z') }))).toEqual([
    expect.stringContaining('river'),
  ]);
  expect((await find(db, { text: 'floods', since: new Date('2026-11-15T00:00:00Z') })).total).toBe(0);
});

test('who says the word comes before whose headline says it', async () => {
  const { db } = await testDatabase();
  await add(db, RIVER, { title: 'Council decides on a wall', day: '2026-11-20' });
  await add(db, '“A wall only moves the water to somebody else in the town,” said Karl Oberg.', { day: '2026-11-01' });
  expect(texts(await find(db, { text: 'wall' }))).toEqual([
    expect.stringContaining('moves'),
    expect.stringContaining('river'),
  ]);
});

test('a name that is typed for words finds what its bearer said, not what others say under a headline with it', async () => {
  const { db } = await testDatabase();
  await add(db, '“A wall only moves the water to somebody else,” said Karl Oberg.', { title: 'Council decides' });
  expect(texts(await find(db, { text: 'oberg' }))).toEqual([expect.stringContaining('moves the water')]);
  expect((await find(db, { text: '"oberg"' })).total).toBe(0);
  await add(
    db,
    '“Nobody asked any of us about the river,” said Rosa Timm.\n\n“The stall was under water for days,” said Karl Oberg.',
    { title: 'Oberg wants a wall' },
  );
  expect((await find(db, { text: 'oberg' })).quotes.map(({ speaker }) => speaker)).toEqual([
    'Karl Oberg',
    'Karl Oberg',
  ]);
});

test('a name that is typed for words finds its bearer, not those who mention them', async () => {
  const { db } = await testDatabase();
  await add(db, '“We told Oberg that the wall was a mistake,” said Rosa Timm.\n\nHe said: “The wall has to go.”');
  await add(db, 'Karl Oberg spoke on Monday. “A wall only moves the water to somebody else,” he said.', {
    title: 'A wall',
  });
  for (const text of ['Oberg', 'oberg', 'Karl', 'karl oberg', 'Obreg', 'Karl Obreg']) {
    const found = await find(db, { text });
    expect([found.quotes[0]?.speaker, found.respelled], text).toEqual(['Karl Oberg', /obreg/iu.test(text)]);
  }
  expect(texts(await find(db, { text: '"oberg"' }))).toEqual([expect.stringContaining('told Oberg')]);
  expect(texts(await find(db, { text: 'oberg water' }))).toEqual([expect.stringContaining('moves the water')]);
});

test('a name that is an ordinary word finds the word, and says who is called so', async () => {
  const { db } = await testDatabase();
  await add(
    db,
    '“The baker on the quay has closed for good,” said Rosa Timm.\n\n“We sold bread for years,” said Ann Baker.',
  );
  const found = await find(db, { text: 'baker' });
  expect([texts(found), found.named, found.namesakes]).toEqual([
    [expect.stringContaining('on the quay')],
    null,
    ['Ann Baker'],
  ]);
});

test('when no quotation holds all words, those that hold all but one are shown, and it says so', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  const found = await find(db, { text: 'three floods five' });
  expect([found.total, found.nearest]).toEqual([1, true]);
  expect((await find(db, { text: 'three bridges five' })).total).toBe(0);
});

test('one quotation in three articles is shown once, the earliest first, with the others', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS, { publisher: 'Third News', day: '2026-11-12' });
  await add(db, FLOODS.replace('Mayor', 'the mayor,'), { publisher: 'First News', day: '2026-11-10' });
  await add(db, FLOODS, { publisher: 'Second News', day: '2026-11-11' });
  const found = await find(db, { text: 'floods' });
  expect(found.total).toBe(1);
  expect(found.quotes[0]).toMatchObject({ publisher: 'First News', otherWordings: [], alsoMore: 0 });
  expect(found.quotes[0]?.also.map((copy) => copy.publisher)).toEqual(['Second News', 'Third News']);
});

test('copies beyond eight are counted', async () => {
  const { db } = await testDatabase();
  for (let i = 0; i < 11; i++) await add(db, FLOODS, { publisher: `Paper ${i}`, day: `2026-11-${10 + i}` });
  const [quote] = (await find(db, { speaker: 'Lindqvist' })).quotes;
  expect([quote?.also.length, quote?.alsoMore]).toEqual([8, 2]);
});

test('a quotation that two articles print differently is shown in both wordings', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS, { publisher: 'Vale Courier', day: '2026-11-10' });
  await add(db, FLOODS.replace('the market', '[our trade]'), { publisher: 'River Post', day: '2026-11-11' });
  const found = await find(db, { text: 'floods' });
  expect(found.total).toBe(1);
  expect(found.quotes[0]?.text).toContain('the market');
  expect(found.quotes[0]?.otherWordings).toMatchObject([
    { publisher: 'River Post', text: expect.stringContaining('[our trade]') },
  ]);
  const other = await find(db, { text: 'trade' });
  expect(other.quotes[0]).toMatchObject({ publisher: 'River Post', otherWordings: [{ publisher: 'Vale Courier' }] });
});

test('words said again months later, and the short words of two people, are quotations of their own', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS, { day: '2026-03-01' });
  await add(db, FLOODS.replace('three floods', 'four floods'), { day: '2026-11-10' });
  await add(db, '“No comment,” said Karl Oberg.\n\n“No comment,” said Rosa Timm.', { day: '2026-11-11' });
  expect((await find(db, { text: 'floods' })).quotes.map((quote) => quote.otherWordings.length)).toEqual([0, 0]);
  expect((await find(db, { text: 'comment' })).total).toBe(2);
});

test('pages show every quotation once', async () => {
  const { db } = await testDatabase();
  const places =
    'Northgate Oldtown Millend Fishmarket Eastwall Castlehill Lowfield Priory Saltworks Longbridge Hightown';
  for (const [i, place] of places.split(' ').entries()) {
    const why = ['rain and age', 'the new school that stands lower', 'what happened in spring'][i % 3];
    const said = `“${place} needs its own pump because of ${why},” said ${i % 2 ? 'Karl Oberg' : 'Rosa Timm'}.`;
    await add(db, said, { title: `A pump for ${place}`, day: `2026-0${1 + (i % 9)}-10` });
  }
  const seen: string[] = [];
  for (let offset = 0; offset < 15; offset += 5)
    seen.push(...texts(await findQuotes(db, TERMINAL, { text: 'pump' }, { limit: 5, offset })));
  expect([seen.length, new Set(seen).size]).toEqual([11, 11]);
});

test('words that nobody said are found by what they say, not by whom they are laid at', async () => {
  const { db } = await testDatabase();
  await add(db, 'Mayor Ada Lindqvist denied saying “the floods are a gift”.');
  expect((await find(db, { text: 'floods gift' })).quotes[0]).toMatchObject({
    speaker: null,
    stance: 'denied',
    imputedTo: 'Ada Lindqvist',
  });
  expect((await find(db, { speaker: 'Lindqvist' })).total).toBe(0);
  expect(await suggestSpeakers(db, TERMINAL, 'Lind', 5)).toEqual([]);
});

test('terms and indirect speech are never found', async () => {
  const { db } = await testDatabase();
  await add(
    db,
    'Mayor Ada Lindqvist said the harbour would stay shut. The so-called “pump club” met again in the old customs house.',
  );
  await db.updateTable('quotes').set({ kind: 'term' }).where('kind', '!=', 'indirect').execute();
  await db.deleteFrom('quote_keys').execute();
  await indexAllQuotes(db);
  for (const text of ['harbour', 'pump', 'shut']) expect((await find(db, { text })).total).toBe(0);
});

test('names are suggested by the beginning of any of their words, most quoted first', async () => {
  const { db } = await testDatabase();
  await add(db, `${FLOODS}\n\n“We need a second pump before the winter comes,” said Mayor Ada Lindqvist.\n\n${RIVER}`);
  await add(db, '“The ladders are ready and so is the crew,” said Adam Berg, a fire officer.', {
    title: 'Fire crew',
    publisher: 'Évening Post',
  });
  expect(await suggestSpeakers(db, TERMINAL, 'ada', 5)).toEqual(['Ada Lindqvist', 'Adam Berg']);
  expect((await suggestSpeakers(db, TERMINAL, '', 5))[0]).toBe('Ada Lindqvist');
  expect(await suggestSpeakers(db, TERMINAL, 'ti', 5)).toEqual(['Rosa Timm']);
  expect(await suggestSpeakers(db, TERMINAL, 'fire', 5)).toEqual(['Adam Berg']);
  expect(await suggestSpeakers(db, TERMINAL, 'Lindqist', 5)).toEqual(['Ada Lindqvist']);
  expect(await suggestPublishers(db, TERMINAL, 'even', 5)).toEqual(['Évening Post']);
});

test('nothing of another workspace shows: results, counts, copies, wordings, suggestions', async () => {
  const { db } = await testDatabase();
  const one = 'discord/1' as WorkspaceId;
  const two = 'discord/2' as WorkspaceId;
  for (const id of [one, two]) await welcomeWorkspace(db, { id, platform: 'discord', name: id });
  await add(db, FLOODS, { workspace: one, publisher: 'Vale Courier' });
  await add(db, FLOODS, { workspace: two, publisher: 'Secret Post', title: 'Council at night' });
  await add(db, FLOODS.replace('the market', 'all trade'), {
    workspace: two,
    publisher: 'Secret Times',
    title: 'Council by day',
  });
  await add(db, RIVER, { workspace: two, publisher: 'Secret Post', title: 'The river' });
  const found = await find(db, { text: 'floods' }, one);
  expect(found).toMatchObject({
    total: 1,
    quotes: [{ publisher: 'Vale Courier', also: [], otherWordings: [], alsoMore: 0 }],
  });
  for (const query of [
    { text: 'river' },
    { text: 'trade' },
    { speaker: 'Timm' },
    { speaker: 'Tim' },
    { source: 'Secret' },
  ])
    expect((await find(db, query, one)).total).toBe(0);
  expect(await suggestSpeakers(db, one, '', 9)).toEqual(['Ada Lindqvist']);
  for (const typed of ['Ros', 'Rosa Timn', 'opposition']) expect(await suggestSpeakers(db, one, typed, 9)).toEqual([]);
  expect(await suggestPublishers(db, one, 'Secret', 9)).toEqual([]);
  expect((await find(db, { text: 'floods' }, two)).quotes[0]?.also).toHaveLength(0);
  expect((await find(db, { text: 'floods' }, two)).quotes[0]?.otherWordings).toHaveLength(1);
});

test('what is removed is neither found nor suggested any more', async () => {
  const { db } = await testDatabase();
  const article = await add(db, FLOODS);
  await removeArticle(db, SHARED, article);
  expect((await find(db, { text: 'floods' })).total).toBe(0);
  expect(await suggestSpeakers(db, TERMINAL, 'Ada', 5)).toEqual([]);
  expect(await suggestPublishers(db, TERMINAL, 'Vale', 5)).toEqual([]);
});

test('a new revision brings its own speakers, and takes the old words away', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  await add(db, RIVER);
  expect((await find(db, { text: 'floods' })).total).toBe(0);
  expect((await find(db, { text: 'river' })).total).toBe(1);
  expect(await suggestSpeakers(db, TERMINAL, 'Tim', 5)).toEqual(['Rosa Timm']);
});
