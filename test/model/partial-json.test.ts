import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedObjects } from '../../src/model/partial-json.ts';

const whole =
  '{"status":"answered","claims":[{"text":"one } of","cites":["a"]},{"text":"two","cites":[]}],"missing":null}';

test('an object is given once its brace closes, not before', () => {
  const firstEnd = whole.indexOf('},{') + 1;
  expect(closedObjects(whole.slice(0, firstEnd - 1), 'claims')).toEqual([]);
  expect(closedObjects(whole.slice(0, firstEnd), 'claims')).toEqual([{ text: 'one } of', cites: ['a'] }]);
});

test('growing text never takes an object back, and the whole gives what JSON gives', () => {
  const claims = fc.array(fc.record({ text: fc.string(), cites: fc.array(fc.string()) }));
  fc.assert(
    fc.property(claims, fc.nat(), (list, cut) => {
      const text = JSON.stringify({ claims: list });
      const part = closedObjects(text.slice(0, cut % (text.length + 1)), 'claims');
      expect(closedObjects(text, 'claims')).toEqual(JSON.parse(JSON.stringify(list)));
      expect(part).toEqual(list.slice(0, part.length).map((claim) => JSON.parse(JSON.stringify(claim))));
    }),
  );
});
