import { notice, type Reply } from '../../reply/reply.ts';
import { feedbackSince } from '../../store/votes.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

const DAYS = 30;
const SHOWN = 10;

/** `/newsadmin feedback`: what people said of the answers, not who said it. */
export async function showFeedback(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const since = new Date(deps.now().getTime() - DAYS * 86_400_000);
  const { helpful, unhelpful, complaints } = await feedbackSince(deps.db, caller.workspace, since, SHOWN);
  if (helpful + unhelpful === 0) return notice(`Nobody has voted on an answer in the last ${DAYS} days.`);
  return {
    blocks: [
      { kind: 'heading', text: 'What people said about the answers' },
      { kind: 'text', text: `In ${DAYS} days: ${helpful} helpful, ${unhelpful} not helpful.` },
      ...(complaints.length > 0
        ? [
            {
              kind: 'list' as const,
              items: complaints.map(({ question, reason, remark, at }) => ({
                text: `“${question}”`,
                detail: [reason ?? 'no reason given', remark].filter(Boolean).join(' – '),
                at,
              })),
            },
          ]
        : []),
    ],
    private: true,
  };
}
