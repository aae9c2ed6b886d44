import { UserError } from '../../errors.ts';

/** Articles and lists of feeds are far smaller. */
const FILE_BYTES = 3_000_000;
const TIMEOUT_MS = 20_000;

/**
 * A file that somebody uploaded, as base64. `hosts` are those of the platform: nothing is fetched from elsewhere, nor where they redirect
 * to.
 * @throws UserError when it is too large or can't be fetched.
 */
export async function uploadedFile(
  url: string,
  hosts: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const host = URL.parse(url)?.host;
  if (host === undefined || !hosts.includes(host)) throw new UserError("I can't fetch that file. Upload it again.");
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS), headers });
    if (!response.ok || !response.body) throw new UserError("I couldn't fetch that file. Upload it again.");
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > FILE_BYTES) throw new UserError(`That file is too large: ${FILE_BYTES / 1_000_000} MB are the most.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('base64');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError("I couldn't fetch that file. Upload it again.");
  }
}
