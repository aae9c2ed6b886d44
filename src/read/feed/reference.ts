const PARTS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * `reference` made absolute against `base` (RFC 3986, section 5.2). Characters are kept as written, so an address in another script
 * stays readable; what is absolute already, or has no absolute base, comes back trimmed and otherwise unchanged.
 */
export function resolveReference(base: string | null, reference: string): string {
  const trimmed = reference.trim();
  const to = PARTS.exec(trimmed);
  const from = PARTS.exec((base ?? '').trim());
  if (to === null || from === null || to[1] !== undefined || from[1] === undefined) return trimmed;
  const authority = to[2] ?? from[2];
  const root = `${from[1]}:${authority === undefined ? '' : `//${authority}`}`;
  const fragment = to[5] ?? '';
  const path = to[3] ?? '';
  const query = to[4] ?? '';
  if (to[2] !== undefined || path.startsWith('/')) return root + withoutDots(path) + query + fragment;
  const basePath = from[3] ?? '';
  if (path === '') return root + basePath + (query || (from[4] ?? '')) + fragment;
  const folder = from[2] !== undefined && basePath === '' ? '/' : basePath.slice(0, basePath.lastIndexOf('/') + 1);
  return root + withoutDots(folder + path) + query + fragment;
}

function withoutDots(path: string): string {
  if (!path.includes('.')) return path;
  const segments = path.split('/');
  const resolved: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (resolved.length > 1) resolved.pop();
      if (last) resolved.push('');
    } else if (segment === '.') {
      if (last) resolved.push('');
    } else resolved.push(segment);
  }
  return resolved.join('/');
}

/** `resolveReference`, but empty for an address that would run code. Browsers skip white space and controls inside a scheme. */
export function safeReference(base: string | null, reference: string): string {
  const scheme = /^[^:/?#]{0,40}:/
    .exec(reference.trim())?.[0]
    .replace(/[\s\p{Cc}]/gu, '')
    .toLowerCase();
  return scheme === 'javascript:' || scheme === 'vbscript:' ? '' : resolveReference(base, reference);
}
