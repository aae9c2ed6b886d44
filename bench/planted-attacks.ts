import type { AttackDesk } from './attack-desk.ts';

export async function plantedAttacks(_desk: AttackDesk, _folder: string, _articles: readonly { title: string; text: string }[], _show: number): Promise<void> {}
