import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The sentences that a model is given, by number, and what is asked. */
export interface Request {
  question: string;
  sentences: { n: number; text: string; title: string }[];
}

export interface Draft {
  status: 'answered' | 'not_found';
  claims: { text: string; sentences: number[] }[];
}

/** A Chat Completions server on loopback that streams what a script writes, a claim a chunk. */
export async function scriptedModel(write: (request: Request) => Draft): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (piece: Buffer) => {
        body += piece.toString();
      })
      .on('end', () => {
        const { status, claims } = write(asked(body));
        const pieces = [
          `{"status":"${status}","claims":[`,
          ...claims.map((claim, i) => (i === 0 ? '' : ',') + JSON.stringify(claim)),
          '],"missing":null,"followups":[]}',
        ];
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const content of pieces) response.write(event({ choices: [{ index: 0, delta: { content } }] }));
        const usage = {
          prompt_tokens: body.length >> 2,
          completion_tokens: pieces.join('').length >> 2,
          total_tokens: 0,
        };
        response.end(`${event({ choices: [], usage })}data: [DONE]\n\n`);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/v1`, close };
}

function asked(body: string): Request {
  const { messages }: { messages: { role: string; content: string }[] } = JSON.parse(body);
  const told: { question: string; articles: { title: string; sentences: Record<string, string> }[] } = JSON.parse(
    messages.at(-1)?.content ?? '{}',
  );
  const sentences = told.articles.flatMap(({ title, sentences }) =>
    Object.entries(sentences).map(([n, text]) => ({ n: Number(n), text, title })),
  );
  return { question: told.question, sentences };
}

function event(data: object): string {
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', ...data })}\n\n`;
}
