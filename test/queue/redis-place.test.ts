import { expect, test } from 'vitest';
import { parseRedis } from '../../src/queue/redis-place.ts';

test.each([
  ['redis://127.0.0.1:6379', { kind: 'single', hosts: [{ host: '127.0.0.1', port: 6379 }], tls: false, database: 0 }],
  [
    'rediss://:s%40crets@cache/3',
    { kind: 'single', hosts: [{ host: 'cache', port: 6379 }], tls: true, password: 's@crets', database: 3 },
  ],
  ['redis://[::1]:6380', { kind: 'single', hosts: [{ host: '::1', port: 6380 }] }],
  [
    'redis://desk:pw@a:7000,b:7001,c',
    {
      kind: 'cluster',
      username: 'desk',
      password: 'pw',
      hosts: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 7001 },
        { host: 'c', port: 6379 },
      ],
    },
  ],
  [
    'redis-sentinel://a,b:26380/desk',
    {
      kind: 'sentinel',
      master: 'desk',
      hosts: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 26380 },
      ],
    },
  ],
])('%s is understood', (address, place) => {
  expect(parseRedis(address)).toMatchObject(place);
});

test.each([
  'http://a',
  'redis://',
  'redis://a:6379/x',
  'redis://a,b/0',
  'redis-sentinel://a',
  'redis://a:123456',
  'redis://a b',
])('%s is no address of Redis', (address) => {
  expect(parseRedis(address)).toBeNull();
});
