import { expect, test } from 'vitest';
import { parseSlash } from '../../../../src/chat/platforms/slack/slash.ts';

const read = (top: string, text: string) => parseSlash(top, text, 'T1', 'cd-');

test.each([
  ['<#C9|news> 08:00', { channel: 'slack/T1/C9', time: '08:00' }],
  ['channel: <#C9|news> time:8:00 days:weekdays', { channel: 'slack/T1/C9', time: '08:00', days: 'weekdays' }],
  ['#general Time: 9:00 Timezone: paris', { channel: '#general', time: '09:00', timezone: 'paris' }],
  ['#general time: timezone:paris', { channel: '#general', timezone: 'paris' }],
  ['#general 8', { channel: '#general', time: '8' }],
  ['#general noon', { channel: '#general', time: '12:00' }],
  ['#general 8:00 weekends', { channel: '#general', time: '08:00', days: 'weekends' }],
  ['#general at 8:30 on weekdays', { channel: '#general', time: '08:30', days: 'weekdays' }],
  ['#general at 9 every other week fri', { channel: '#general', time: '9', days: 'every other week fri' }],
  ['#general time: 8am, 6pm', { channel: '#general', time: '08:00,18:00' }],
  ['#general 8:00 timezone: new york', { channel: '#general', time: '08:00', timezone: 'new york' }],
  ['#general 8:00 language:german', { channel: '#general', time: '08:00', languages: 'german' }],
  ['channel:news time:8', { channel: '#news', time: '8' }],
  ['#general 8:00 tz:Paris', { channel: '#general', time: '08:00', timezone: 'Paris' }],
  ['#general 8:00 Paris', { channel: '#general', time: '08:00', timezone: 'Paris' }],
  [
    '#general 8:00 days:mon-fri zone:New York',
    { channel: '#general', time: '08:00', days: 'mon-fri', timezone: 'New York' },
  ],
  ['8am #general timezone:Asia/Tokyo', { channel: '#general', time: '08:00', timezone: 'Asia/Tokyo' }],
])('a digest for %j has %j', (text, options) => {
  expect(read('newsadmin', `digest set ${text}`)).toEqual({
    kind: 'command',
    command: 'newsadmin digest set',
    options,
  });
});

test.each([
  ['noon on weekdays', { time: '12:00', days: 'weekdays' }],
  ['8', { time: '8' }],
  ['time:"08:00"', { time: '08:00' }],
  ['weekends', { days: 'weekends' }],
  [
    'time:7:30 days:every other week fri topic:harbour wall',
    { time: '07:30', days: 'every other week fri', topic: 'harbour wall' },
  ],
])('a subscription for %j has %j', (text, options) => {
  expect(read('news', `subscribe ${text}`)).toMatchObject({ kind: 'command', options });
});

test.each([
  ['channel set #ask every message', { channel: '#ask', answers: 'every message' }],
  ['channel set #ask answers:Every message threads:yes', { channel: '#ask', answers: 'Every message', threads: 'yes' }],
  ['channel set #ask Never', { channel: '#ask', answers: 'never' }],
  ['access listed', { channels: 'listed' }],
])('choices of several words, in any case, with or without their option: %j', (text, options) => {
  expect(read('newsadmin', text)).toMatchObject({ kind: 'command', options });
});

test('commands may be typed in any case', () => {
  expect(read('news', 'Latest ferries')).toMatchObject({ command: 'news latest', options: { topic: 'ferries' } });
});

test('what Slack makes of people and links is what was typed, and an address where one is asked for', () => {
  expect(
    read('ask', 'what did <@U02BOB|bob> say at <http://cnn.com|cnn.com> &amp; after? source:<http://cnn.com|cnn.com>'),
  ).toMatchObject({
    options: { question: 'what did bob say at cnn.com & after?', source: 'cnn.com' },
  });
  expect(read('newsadmin', 'feed add <https://example.org/feed|example.org/feed>')).toMatchObject({
    options: { url: 'https://example.org/feed' },
  });
});

test.each([
  ['news', 'latset', 'Did you mean /cd-news latest?'],
  ['newsadmin', 'digets set #a 8:00', 'Did you mean /cd-newsadmin digest set?'],
  ['newsadmin', 'dance', "I don't know /cd-newsadmin dance"],
  ['newsadmin', 'digest set #a 8:00 wekdays', "I don't know what “wekdays” means for /cd-newsadmin digest set"],
  ['newsadmin', 'digest set general 08:00', 'Did you mean the channel #general?'],
  ['news', 'subscribe 8:00 harbour', 'what “harbour” means for /cd-news subscribe'],
  ['quote', 'floods speeker:Ada', 'Did you mean speaker:'],
  ['newsadmin', 'add feed https://vale.example', 'Did you mean /cd-newsadmin feed add?'],
])('/%s %s is answered with what there is', (top, text, message) => {
  expect(read(top, text)).toEqual({ kind: 'unknown', message: expect.stringContaining(message) });
});

test('of a group of commands, those in it are told', () => {
  expect(read('newsadmin', 'wire')).toEqual({
    kind: 'unknown',
    message: "I don't know /cd-newsadmin wire. You can use: wire set, wire list, wire pause, wire remove.",
  });
});

test('a command without words is a question for help', () => {
  expect(read('newsadmin', ' ')).toMatchObject({ command: 'news help' });
});
