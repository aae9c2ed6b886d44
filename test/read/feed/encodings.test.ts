import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { feedIn } from './documents.ts';

const feed = (title: string, encoding?: string): string =>
  `<?xml version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}?><rss><channel><title>${title}</title></channel></rss>`;
const titleOf = (bytes: Uint8Array, contentType?: string): string =>
  feedIn(bytes, contentType === undefined ? {} : { 'Content-Type': contentType }).feed.title;

const SAMPLES: Record<string, string> = {
  'utf-8': 'Žluťoučký kůň – 日本',
  'iso-8859-1': 'Façade für Ærø',
  'iso-8859-2': 'Žluťoučký kůň',
  'iso-8859-5': 'Новости порта',
  'iso-8859-7': 'Νέα του λιμανιού',
  'iso-8859-9': 'Güneş ığdır',
  'iso-8859-15': 'Prix en €',
  'windows-1250': 'Žluťoučký kůň “dnes”',
  'windows-1251': 'Новости порта',
  'windows-1252': '“Façade” — €5',
  'windows-1255': 'חדשות הנמל',
  'windows-1256': 'أخبار الميناء',
  'koi8-r': 'Новости порта',
  macintosh: 'Façade für Ærø',
  shift_jis: '港のニュース',
  'euc-jp': '港のニュース',
  gb2312: '港口新闻',
  gb18030: '港口新闻',
  big5: '港口新聞',
  'euc-kr': '항구 소식',
  'utf-16le': '港 Žluťoučký',
  'utf-16be': '港 Žluťoučký',
};

describe.each(Object.entries(SAMPLES))('%s', (encoding, title) => {
  test('declared in the document', () => {
    expect(titleOf(iconv.encode(feed(title, encoding), encoding))).toBe(title);
  });
  test('declared by the server', () => {
    expect(titleOf(iconv.encode(feed(title), encoding), `application/rss+xml; charset="${encoding}"`)).toBe(title);
  });
});

test('Unicode with a byte order mark needs no declaration, and the mark outranks a wrong one', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'])
    expect(titleOf(iconv.encode(feed('Žluť', 'iso-8859-1'), encoding, { addBOM: true }))).toBe('Žluť');
});

test('the seven-bit encoding of Japanese', () => {
  expect(titleOf(Buffer.from(feed('\x1b$B9A\x1b(B', 'iso-2022-jp'), 'latin1'))).toBe('港');
});

describe('a label that does not fit the bytes is passed over', () => {
  test('Latin-1 said to be UTF-8', () => {
    expect(titleOf(iconv.encode(feed('Façade “x”', 'utf-8'), 'windows-1252'), 'text/xml; charset=utf-8')).toBe(
      'Façade “x”',
    );
  });
  test('UTF-8 said to be Latin-1', () => {
    expect(titleOf(iconv.encode(feed('Façade “x”', 'iso-8859-1'), 'utf-8'))).toBe('Façade “x”');
  });
  test('UTF-8 said to be Cyrillic', () => {
    expect(titleOf(iconv.encode(feed('Новости порта', 'windows-1251'), 'utf-8'))).toBe('Новости порта');
  });
  test('UTF-8 said to be UTF-16', () => {
    expect(titleOf(iconv.encode(feed('Façade', 'utf-16'), 'utf-8'), 'text/xml; charset=utf-16')).toBe('Façade');
  });
  test('the server wrong and the document right', () => {
    expect(titleOf(iconv.encode(feed('Новости', 'windows-1251'), 'windows-1251'), 'text/xml; charset=utf-8')).toBe(
      'Новости',
    );
  });
  test('an encoding nobody knows', () => {
    expect(titleOf(iconv.encode(feed('Façade', 'x-harbour'), 'utf-8'))).toBe('Façade');
  });
});

test('UTF-8 with a damaged place stays UTF-8', () => {
  const bytes = iconv.encode(feed('Žluťoučký kůň ? dnes'), 'utf-8');
  bytes[bytes.indexOf('?'.charCodeAt(0), 30)] = 0xff;
  expect(titleOf(bytes)).toBe('Žluťoučký kůň \ufffd dnes');
});

test('text that was encoded twice is decoded twice', () => {
  expect(titleOf(iconv.encode(feed('CafÃ© â€œquotedâ€\x9d'), 'utf-8'))).toBe('Café “quoted”');
  expect(titleOf(iconv.encode(feed('Café Ã©'), 'utf-8'))).toBe('Café Ã©');
});

test('controls that nobody sees are left out, written as themselves or as references', () => {
  expect(titleOf(Buffer.from(feed('Por\btal &#8;opens&#x1f;')))).toBe('Portal opens');
});

test('C1 controls are the marks that Windows has there', () => {
  expect(titleOf(iconv.encode(feed('\x93x\x94 \x80'), 'utf-8'))).toBe('“x” €');
});

describe('an encoding that nothing declares is told from the letters', () => {
  test.each([
    ['windows-1251', 'Новости порта: сегодня паром вернулся'],
    ['koi8-r', 'Новости порта: сегодня паром вернулся'],
    ['windows-1253', 'Νέα του λιμανιού: το πλοίο επέστρεψε'],
    ['windows-1255', 'חדשות הנמל: המעבורת חזרה היום'],
    ['windows-1256', 'أخبار الميناء: عادت العبارة اليوم'],
    ['windows-874', 'ข่าวท่าเรือ วันนี้เรือข้ามฟากกลับมาแล้ว'],
    ['shift_jis', '港のニュースをお届けします。今日はフェリーが戻りました。'],
    ['euc-jp', '港のニュースをお届けします。今日はフェリーが戻りました。'],
    ['gb18030', '港口新闻今天报道，渡轮已经回来，天气很好，乘客都很高兴。'],
    ['big5', '港口新聞今天報導，渡輪已經回來，天氣很好，乘客都很高興。'],
    ['euc-kr', '항구 소식을 전해 드립니다. 오늘 여객선이 돌아왔습니다.'],
  ])('%s', (encoding, title) => expect(titleOf(iconv.encode(feed(title), encoding))).toBe(title));
  test('few or Latin letters are Windows-1252', () => {
    expect(titleOf(iconv.encode(feed('Façade “für” Ærø'), 'windows-1252'))).toBe('Façade “für” Ærø');
  });
});
