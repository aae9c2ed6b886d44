// Pictures of the desk for the docs, with made-up articles. Usage: node bench/desk-pictures.ts <folder for pictures>; needs Chromium.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { openApp } from '../src/app.ts';
import { addArticle } from '../src/intake/add-article.ts';
import { readPlainText } from '../src/read/plain-text/plain-text.ts';
import { parseConfig } from '../src/settings/config.ts';
import { makeSignInLink } from '../src/store/desk-sessions.ts';
import { SHARED, TERMINAL } from '../src/store/schema.ts';
import { serveDesk } from '../src/web-desk/desk-server.ts';

const ARTICLES = [
  [
    'Vale Courier',
    '2026-11-24T09:30:00Z',
    `Harbour wall to be raised by a metre

PORT VALE — The harbour wall will be raised by one metre, the town council decided on Tuesday after a third flood in four years.

“We have had three floods in four years,” said Mayor Ada Lindqvist. “A fourth would sink the market.”

Work starts in March and takes two summers. The wall costs 14 million crowns, council treasurer Emil Sand said.

“I voted against it because a wall only moves the water,” said Rosa Timm, who leads the opposition. “The river needs room.”

Stallholders welcomed the vote. “My stall was under water for nine days,” fishmonger Karl Oberg said. “Nine days without a single customer.”

The town will pay for “at least” half of the work, the council said in a statement.`,
  ],
  [
    'Northern Gazette',
    '2026-11-25T16:00:00Z',
    `Ferry line orders two electric ships

Vale Ferries has ordered two electric ships for the island route, the company said on Wednesday.

“The crossing will be quieter, and ten minutes longer,” chief executive Lena Moss said.

Captain Nils Brandt, who speaks for the crews, said: “We were not asked, and we would have had questions about the winter.”`,
  ],
  [
    'Vale Courier',
    '2026-11-26T07:15:00Z',
    `School kitchen feeds half the town after storm

The kitchen of Port Vale's school cooked 900 meals on Wednesday, when most of the town had no power.

“Nobody asked who was a pupil,” said head cook Maria Holt. “We had gas, and they had none.”`,
  ],
] as const;

const [folder = 'docs'] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'copydesk-pictures-'));
const app = await openApp(parseConfig({ COPYDESK_DATA: data, LOG_LEVEL: 'fatal' }));
const desk = await serveDesk({ ...app, now: () => new Date(), port: 0, host: '127.0.0.1', publicUrl: null });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  let harbour = '';
  for (const [publisher, published, text] of ARTICLES) {
    const read = readPlainText(text, { publisher, published: new Date(published) });
    if (read.kind === 'refused') throw new Error(read.message);
    const { article } = await addArticle(app.db, read.draft, { workspace: SHARED, cameIn: 'file' });
    if (harbour === '') harbour = article;
  }
  const address = `http://127.0.0.1:${desk.port}`;
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme: 'light' });
  await page.goto(`${address}/sign-in/${await makeSignInLink(app.db, TERMINAL, new Date())}`);
  await page.click('text=Sign in');
  await page.waitForURL(`${address}/`);
  await page.screenshot({ path: join(folder, 'desk-library.png') });
  await page.goto(`${address}/articles/${harbour}`);
  await page.locator('summary').nth(2).click();
  await page.screenshot({ path: join(folder, 'desk-article.png') });
  await page.goto(`${address}/ask`);
  await page.getByLabel('Your question').fill('How much does the harbour wall cost?');
  await page.click('main button');
  await page.getByText('The evidence').waitFor();
  await page.screenshot({ path: join(folder, 'desk-ask.png') });
  await page.setViewportSize({ width: 390, height: 760 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${address}/articles/${harbour}`);
  await page.screenshot({ path: join(folder, 'desk-phone.png') });
} finally {
  await browser.close();
  await desk.close();
  await app.close();
  rmSync(data, { recursive: true, force: true });
}
