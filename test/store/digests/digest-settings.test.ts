import { expect, test } from 'vitest';
import { digestSettings } from '../../../src/store/digests/digest-settings.ts';

test('a monthly digest that was stored with one day comes on that day', () => {
  expect(digestSettings({ cadence: { monthDay: 15 } }).cadence).toEqual({ monthDays: [15] });
});
