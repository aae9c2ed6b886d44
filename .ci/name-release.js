// Run by `npm version`: what stands under "Unreleased" in CHANGELOG.md becomes the version that is being made.
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const changes = readFileSync('CHANGELOG.md', 'utf8');
const [, unreleased = ''] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changes) ?? [];
if (unreleased.trim() === '') {
  console.error('CHANGELOG.md has nothing under "## Unreleased": write there what changed.');
  process.exit(1);
}
const day = new Date().toISOString().slice(0, 10);
writeFileSync(
  'CHANGELOG.md',
  changes.replace('## Unreleased\n', () => `## Unreleased\n\n## ${version} (${day})\n`),
);
