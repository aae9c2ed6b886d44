import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { makeSignInLink } from '../../src/store/desk-sessions.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { filledDesk } from './filled-desk.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

if (!CHROMIUM)
  process.stderr.write(
    '\n*** Chromium is not installed: the desk is NOT tested in a browser here (Debian: apt-get install chromium). ***\n\n',
  );

async function launch(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  onTestFinished(() => browser.close());
  return browser;
}

const EVERYTHING = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What another width and other colours can change. */
const LOOKS = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
};

/** What axe finds against WCAG 2.2 at level AA, a line each. */
async function violationsOn(page: Page, runOnly: { type: string; values: string[] } = EVERYTHING): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: only });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, runOnly);
}

test.skipIf(!CHROMIUM)(
  'in a browser every page is accessible by day and by night, fits a phone, and runs nothing',
  async () => {
    const web = await filledDesk();
    const browser = await launch();
    const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    const requested = new Set<string>();
    page.on('request', (request) => requested.add(new URL(request.url()).host));
    const address = `http://127.0.0.1:${web.port}`;

    await page.goto(`${address}/sign-in/${await makeSignInLink(web.db, TERMINAL, new Date('2026-11-20T09:00:00Z'))}`);
    expect(await violationsOn(page)).toEqual([]);
    await page.click('text=Sign in');
    await page.waitForURL(`${address}/`);

    const wrong: string[] = [];
    for (const path of web.paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(DESKTOP);
      await page.goto(`${address}${path}`);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      for (const found of await violationsOn(page)) wrong.push(`${path} by day: ${found}`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(PHONE);
      for (const found of await violationsOn(page, LOOKS)) wrong.push(`${path} at night, on a phone: ${found}`);
      if ((await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true)
        wrong.push(`${path} is wider than a phone`);
    }
    expect(wrong).toEqual([]);

    // A question and a correction, as a person makes them, with the keyboard alone.
    await page.goto(`${address}/ask`);
    await page.getByLabel('Your question').fill('How much does the harbour wall cost?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The evidence').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.goto(`${address}/articles/${web.article}`);
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('It is really').first().fill('Greta Holm');
    await page.keyboard.press('Enter');
    await page.getByText('checked by a person').first().waitFor();
    expect(await page.locator('.speaker').first().textContent()).toBe('Greta Holm');

    // The one page that isn't there.
    expect(complaints.filter((text) => !text.includes('status of 404'))).toEqual([]);
    expect([...requested]).toEqual([`127.0.0.1:${web.port}`]);
  },
  // Every page is looked at twice: a busy machine takes its time.
  400_000,
);
