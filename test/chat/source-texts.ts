import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;
/** A regular expression, not a division, follows one of these. */
const BEFORE_PATTERN = /[(,=:[!&|?{};>]\s*$|\breturn\s*$/;

/** The strings and templates of a source file in order, each with `…` where a value goes. Comments and patterns are passed over. */
export function textsIn(source: string): string[] {
  const texts: string[] = [];
  readCode(source, 0, texts);
  return texts;
}

/** Reads to the `}` that closes a value in a template, or to the end. */
function readCode(source: string, from: number, texts: string[]): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const two = source.slice(at, at + 2);
    const one = source.charAt(at);
    if (two === '//') at = endAt(source, '\n', at);
    else if (two === '/*') at = endAt(source, '*/', at) + 1;
    else if (one === "'" || one === '"') at = readString(source, at, texts);
    else if (one === '`') at = readTemplate(source, at, texts);
    else if (one === '/' && BEFORE_PATTERN.test(source.slice(Math.max(0, at - 20), at))) at = endOfPattern(source, at);
    else if (one === '{') depth++;
    else if (one === '}' && depth-- === 0) return at;
  }
  return source.length;
}

function endAt(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at === -1 ? source.length : at;
}

function readString(source: string, from: number, texts: string[]): number {
  const mark = source.charAt(from);
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== mark) at += source.charAt(at) === '\\' ? 2 : 1;
  texts.push(source.slice(from + 1, at).replace(/\\(['"])/g, '$1'));
  return at;
}

function readTemplate(source: string, from: number, texts: string[]): number {
  let text = '';
  const inside: string[] = [];
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== '`') {
    if (source.startsWith('${', at)) {
      text += '…';
      at = readCode(source, at + 2, inside) + 1;
    } else {
      const step = source.charAt(at) === '\\' ? 2 : 1;
      text += source.slice(at, at + step);
      at += step;
    }
  }
  texts.push(text, ...inside);
  return at;
}

function endOfPattern(source: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < source.length; at++) {
    const one = source.charAt(at);
    if (one === '\\') at++;
    else if (one === '[') inClass = true;
    else if (one === ']') inClass = false;
    else if (one === '/' && !inClass) return at;
  }
  return source.length;
}

const WORDS = /\p{L}{2,}[\p{L}\p{N}'’,.:;!?…“”()/-]*\s+\S*\p{L}{2,}/u;
/** Options of commands, word lists and patterns kept in strings. */
const NO_PROSE = /^(?:[\w./@-]+|(?:[a-z]{2,10} )+[a-z]{2,10})$|\(\?[:!=<]|\\[bswpd]/;

/** What people may read of the files of a folder: texts of two words and more, by file. */
export function proseOf(folder: string): { file: string; texts: string[] }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const texts = textsIn(readFileSync(join(ROOT, file), 'utf8'));
      return { file, texts: texts.filter(isProse) };
    })
    .filter(({ texts }) => texts.length > 0);
}

/** A list of words has no marks and no capitals; a word list over several lines is one too. */
function isProse(text: string): boolean {
  const isList = /^[\p{Ll}\s-]+$/u.test(text) && text.split(/\s+/).length > 10;
  return WORDS.test(text) && !NO_PROSE.test(text) && !isList && !/\n.*\n/s.test(text);
}
