import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { UserError } from '../../../errors.ts';
import type { Database } from '../../../store/database.ts';
import {
  allInstallations,
  dropInstallation,
  findInstallation,
  type SealedInstallation,
  saveInstallation,
} from '../../../store/slack-installations.ts';
import { type Sealer, sealer } from './seal.ts';

/** Installations in the store, with their tokens encrypted under the app's client secret. */
export function storedInstallations(db: Database, clientSecret: string, now: () => Date = () => new Date()) {
  const box = sealer(clientSecret);
  const store: Required<InstallationStore> = {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
      if (!id) throw new Error('an installation without a workspace');
      await saveInstallation(db, { id, sealed: box.seal(JSON.stringify(installation), id) }, now());
    },
    async fetchInstallation(query) {
      const found = await installed(db, box, idsOf(query));
      if (!found) throw new UserError("The app isn't installed in this workspace: open its install page again.");
      return found;
    },
    async deleteInstallation(query) {
      const id = query.isEnterpriseInstall ? query.enterpriseId : query.teamId;
      if (id) await dropInstallation(db, id);
    },
  };
  return {
    store,
    /** The bot token for a workspace: its own, or that of its organisation; null when neither installed the app. */
    async tokenOf(team: string, enterprise: string | null = null): Promise<string | null> {
      const ids = enterprise ? [team, enterprise] : [team];
      return (await installed(db, box, ids))?.bot?.token ?? null;
    },
    /** The bot tokens by workspace or organisation. */
    async allTokens(): Promise<ReadonlyMap<string, string>> {
      const found = await allInstallations(db);
      return new Map(
        found.flatMap((one) => {
          const token = opened(box, one)?.bot?.token;
          return token ? [[one.id, token] as const] : [];
        }),
      );
    },
  };
}

/** A workspace's own installation goes before that of its organisation. */
function idsOf({ isEnterpriseInstall, teamId, enterpriseId }: InstallationQuery<boolean>): string[] {
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return ids.flatMap((id) => (id ? [id] : []));
}

async function installed(db: Database, box: Sealer, ids: readonly string[]): Promise<Installation | null> {
  const found = await findInstallation(db, ids);
  return found && opened(box, found);
}

function opened(box: Sealer, { id, sealed }: SealedInstallation): Installation | null {
  const text = box.open(sealed, id);
  return text === null ? null : (JSON.parse(text) as Installation);
}
