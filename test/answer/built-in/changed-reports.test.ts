import { describe, expect, test } from 'vitest';
import { newestReports } from '../../../src/answer/built-in/changed-reports.ts';
import type { Scored } from '../../../src/answer/rank/rank.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import type { Candidate } from '../../../src/store/passages/source.ts';

let revisions = 0;

function passage(text: string, day: string): Scored<Candidate> {
  const revision = ++revisions as RevisionId;
  return {
    passage: {
      article: `article${revision}` as ArticleId,
      revision,
      start: 0,
      end: text.length,
      text,
      title: 'Ferry',
      dateline: null,
      publisher: null,
      published: new Date(`${day}T12:00:00Z`),
      url: null,
    },
    score: 1,
    parts: { words: 1, title: 0, near: 0, kind: 0, recent: 0, article: 0 },
    coverage: 1,
    names: 1,
    words: 1,
    missing: 0,
  };
}

function sentenceOf({ passage: { article, revision, text } }: Scored<Candidate>) {
  return { article, revision, start: 0, end: text.length, text, also: [] };
}

const NINE = 'At least nine people drowned when the ferry sank off Port Vale, police said.';
const TWELVE = 'At least 12 people drowned when the ferry sank off Port Vale, the coast guard said.';

describe('reports that changed', () => {
  test('the newer figure takes the place of the older, which is told as an earlier report', () => {
    const older = passage(NINE, '2026-11-01');
    const newer = passage(TWELVE, '2026-11-03');
    const reported = newestReports({ sentences: [sentenceOf(older)], passages: [older, newer] });
    expect(reported.sentences.map((sentence) => sentence.text)).toEqual([TWELVE]);
    expect(reported.earlier?.text).toBe(NINE);
  });

  test('an answer with the newest figure keeps it', () => {
    const older = passage(NINE, '2026-11-01');
    const newer = passage(TWELVE, '2026-11-03');
    const reported = newestReports({ sentences: [sentenceOf(newer)], passages: [newer, older] });
    expect(reported).toMatchObject({ sentences: [{ text: TWELVE }], earlier: { text: NINE } });
  });

  test('a figure of another event, or of long before, is left alone', () => {
    const ferry = passage(TWELVE, '2026-11-03');
    const other = passage('Nine people were elected to the board of the theatre in Astrup.', '2026-11-01');
    const lastYear = passage(NINE, '2025-11-01');
    expect(newestReports({ sentences: [sentenceOf(ferry)], passages: [ferry, other, lastYear] }).earlier).toBeNull();
  });

  test('a count of another company, of the others or of more is not a change', () => {
    const ours = passage('Arbel will cut 8,000 jobs this winter, the company said.', '2026-11-03');
    const theirs = passage('Corvin will cut 10,000 jobs this winter, the company said.', '2026-11-01');
    const all = passage('Four inmates fled from the jail at Port Vale, police said.', '2026-11-03');
    const others = passage('Three other inmates fled from the jail at Port Vale, police said.', '2026-11-01');
    expect(newestReports({ sentences: [sentenceOf(ours)], passages: [ours, theirs] }).earlier).toBeNull();
    expect(newestReports({ sentences: [sentenceOf(all)], passages: [all, others] }).earlier).toBeNull();
  });

  test('the same figure in two articles is not a change', () => {
    const one = passage(NINE, '2026-11-01');
    const two = passage('At least nine people drowned when the ferry sank off Port Vale.', '2026-11-02');
    expect(newestReports({ sentences: [sentenceOf(one)], passages: [one, two] })).toEqual({
      sentences: [sentenceOf(one)],
      earlier: null,
    });
  });
});
