import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts texts for the store, each bound to what it belongs to. */
export interface Sealer {
  seal(text: string, belongsTo: string): string;
  /** The text again; null when it was sealed with another secret, for something else, or was changed. */
  open(sealed: string, belongsTo: string): string | null;
}

/** A sealer whose key comes from a secret (HKDF with SHA-256, then AES-256-GCM). */
export function sealer(secret: string): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'copydesk', 'slack installations', 32));
  return {
    seal(text, belongsTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(belongsTo));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, belongsTo) {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(belongsTo))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null;
      }
    },
  };
}
