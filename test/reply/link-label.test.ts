import { expect, test } from 'vitest';
import { namesOtherHost } from '../../src/reply/link-label.ts';

test.each([
  ['https://www.bank.example/login', 'https://news.example/1', true],
  ['bank.example', 'https://news.example/1', true],
  ['Read it on discord.com/nitro now', 'https://news.example/1', true],
  ['news.example', 'https://news.example.evil.example/1', true],
  ['news.example: the wall rises', 'https://www.news.example/1', false],
  ['www.news.example', 'https://news.example/1', false],
  ['U.S. officials meet at 9 a.m. in St. Louis', 'https://news.example/1', false],
  ['The wall rose by 1.5 metres', 'https://news.example/1', false],
])('%s on a link to %s names another site: %s', (label, url, other) => {
  expect(namesOtherHost(label, url)).toBe(other);
});
