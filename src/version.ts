import packageInfo from '../package.json' with { type: 'json' };

/** The version of this program, as `npm version` wrote it. */
export const VERSION = packageInfo.version;
