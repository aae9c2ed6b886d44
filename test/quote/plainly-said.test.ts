import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../src/quote/quotes.ts';

const speakers = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ speaker }) => speaker?.name ?? null);

describe('in languages without a grammar here, a cue right beside the words names who speaks', () => {
  test.each([
    ['Italian', '«La diga regge per ora», ha detto il sindaco di Vallona, Carlo Mancini.', 'Carlo Mancini'],
    ['Italian, in front', 'La sindaca Giulia Neri ha dichiarato: «La diga regge per ora».', 'Giulia Neri'],
    ['Portuguese', '“A barragem aguenta”, disse à Lusa a presidente da câmara de Valongo, Rita Campos.', 'Rita Campos'],
    ['Dutch', '“De dijk houdt het vannacht,” zei burgemeester Jan de Vries.', 'Jan de Vries'],
    ['Russian', '«Плотина выдержит», — заявил мэр города Иван Петров.', 'Иван Петров'],
    ['Swedish', '”Dammen håller i natt”, säger borgmästaren Karin Lund.', 'Karin Lund'],
    ['Turkish', 'Belediye Başkanı Ahmet Yılmaz, “Baraj bu gece dayanır” dedi.', 'Ahmet Yılmaz'],
    ['Chinese', '外交部发言人王丽华表示：“大坝今晚不会有问题。”', '王丽华'],
    ['Japanese', '田中一郎市長は「ダムは今夜持ちこたえる」と述べた。', '田中一郎市長'],
    ['Korean', '김민수 시장은 "댐은 오늘 밤 버틸 것"이라고 말했다.', '김민수 시장'],
    ['Arabic', 'وقال رئيس البلدية أحمد الخطيب في مؤتمر صحفي: «السد صامد هذه الليلة».', 'رئيس البلدية أحمد الخطيب'],
    ['Hindi', 'महापौर राजेश शर्मा ने कहा, “बांध आज रात टिकेगा।”', 'महापौर राजेश शर्मा'],
  ])('%s', (_, text, name) => {
    expect(speakers(text)).toEqual([name]);
  });

  test('the mention and the cue are cut from the text', () => {
    const text = 'Ieri sera in consiglio. «La diga regge», ha detto il sindaco Carlo Mancini.';
    const [quote] = quotesOf(text);
    for (const cut of [quote?.speaker?.mention, quote?.cue]) expect(text.slice(cut?.start, cut?.end)).toBe(cut?.text);
    expect(quote).toMatchObject({ speaker: { role: 'sindaco' }, cue: { text: 'ha detto' } });
  });
});

describe('what is not that plain names nobody', () => {
  test.each([
    ['a town behind its mayor', '«La diga regge per ora», ha detto il sindaco di Vallona.'],
    ['a declined town', '«Плотина выдержит», — заявил мэр Нижнего Новгорода.'],
    ['initials of a ministry', '«Плотина выдержит», — заявил глава МИД Сергей Орлов.'],
    ['a pronoun', '“A barragem aguenta”, disse ele. Ela disse: “Veremos.”'],
    ['the first word of a sentence', 'Poi ha detto: «La diga regge per ora».'],
    ['a denial', 'Carlo Mancini non ha detto: «La diga regge per ora».'],
    ['Chinese, who is spoken to', '警察对市长李明说：“大坝今晚不会有问题。”'],
    ['Chinese, denied', '王丽华没说：“大坝今晚不会有问题。”'],
    ['Japanese, denied', '田中一郎市長は「ダムは持つ」と述べていない。'],
    ['Hindi, denied', 'महापौर राजेश शर्मा ने नहीं कहा, “बांध आज रात टिकेगा।”'],
    ['Turkish, an office alone', 'Belediye Başkanı, “Baraj bu gece dayanır” dedi.'],
  ])('%s', (_, text) => {
    expect(speakers(text).filter((name) => name !== null)).toEqual([]);
  });
});
