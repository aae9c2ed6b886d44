export { addressKey, canonicalUrl } from './canonical-url.ts';
export { copyKeys, type Fingerprint, fingerprint, isNearCopy, similarity } from './fingerprint.ts';
export { publisherFamily } from './publisher.ts';
