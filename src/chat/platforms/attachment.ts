import { UserError } from '../../errors.ts';

/** Articles and lists of feeds are far smaller. */
const FILE_BYTES = 3_000_000;
const TIMEOUT_MS = 20_000;

export interface UploadOptions {
  /** Those of the platform's files: nothing is fetched from elsewhere, nor where they redirect to. */
  origins: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** What to do when the platform asks us to sign in. */
  remedy?: string;
}

/**
 * A file that somebody uploaded, as base64.
 * @throws UserError when it is too large or can't be fetched.
 */
export async function uploadedFile(
  url: string,
  { origins, headers = {}, remedy = 'Upload it again.' }: UploadOptions,
): Promise<string> {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || !origins.includes(origin))
    throw new UserError("I can't fetch that file. Upload it again.");
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), headers });
    if ([301, 302, 303, 401, 403].includes(response.status))
      throw new UserError(`I'm not allowed to read that file. ${remedy}`);
    if (!response.ok || !response.body) throw new UserError("I couldn't fetch that file. Upload it again.");
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > FILE_BYTES) throw new UserError(`That file is too large: the limit is ${FILE_BYTES / 1_000_000} MB.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('base64');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError("I couldn't fetch that file. Upload it again.");
  }
}
