import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../src/read/encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** "Привет, мир" in windows-1251, many times over. */
const cyrillic = new Uint8Array(
  Array.from({ length: 40 }, () => [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0]).flat(),
);

test('a byte order mark wins over every label', () => {
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...utf8('Fähre')]);
  expect(decodeText(bytes, 'text/html; charset=iso-8859-1')).toEqual({ text: 'Fähre', encoding: 'utf-8', from: 'bom' });
});

test('the header wins over the meta element', () => {
  const bytes = latin1('<meta charset="koi8-r">F\xe4hre');
  expect(decodeText(bytes, 'text/html; charset="ISO-8859-1"')).toMatchObject({
    encoding: 'windows-1252',
    from: 'header',
  });
});

test.each([
  ['<meta charset=windows-1251>', 'windows-1251'],
  ['<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', 'shift_jis'],
  ['<?xml version="1.0" encoding="ISO-8859-2"?>', 'iso-8859-2'],
])('without a header the document declares its encoding: %s', (head, encoding) => {
  expect(decodeText(latin1(`${head}\xe9\xe8\xef`), 'text/html')).toMatchObject({ encoding, from: 'declaration' });
});

test('UTF-8 labelled Latin-1 is read as UTF-8', () => {
  const { text, encoding } = decodeText(
    utf8('Die Fähre über den Fluss fährt früh, für Gäste.'),
    'text/html; charset=iso-8859-1',
  );
  expect([text, encoding]).toEqual(['Die Fähre über den Fluss fährt früh, für Gäste.', 'utf-8']);
});

test('Latin-1 labelled UTF-8 is read as windows-1252', () => {
  expect(decodeText(latin1('Die F\xe4hre \x93kommt\x94'), 'text/html; charset=utf-8').text).toBe('Die Fähre “kommt”');
});

test('Cyrillic without any label is recognised by its letters', () => {
  expect(decodeText(cyrillic).encoding).toBe('windows-1251');
});

test('UTF-16 without a mark is recognised by its zero bytes', () => {
  const bytes = new Uint8Array(Buffer.from('<html><body>Ferries run again</body></html>', 'utf16le'));
  expect(decodeText(bytes).text).toContain('Ferries run again');
});

test('UTF-7 is not an encoding that a page can choose', () => {
  expect(decodeText(latin1('+ADw-script+AD4-'), 'text/html; charset=utf-7').text).toBe('+ADw-script+AD4-');
});

test('any text survives as UTF-8, and any bytes give a text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeText(utf8(`<p>${text}`)).text === `<p>${text}`),
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.string(),
      (bytes, type) => typeof decodeText(bytes, type).text === 'string',
    ),
  );
});
