import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';

const DOCS = resolve(__dirname, '../docs/faults.md');
const [BEGIN, END] = ['<!-- generated: faults -->', '<!-- end: faults -->'];

/** Plays every failure that docs/faults.md speaks of, and prints what came of it; `--write` puts it there. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  // Bundles of its own: what was built for tests may be from other sources.
  process.env['DISPATCH_RELAY_SOURCES'] = `faults ${Date.now()}`;
  const [stories, { writeTables }] = await Promise.all([
    import('../tests/support/stories'),
    import('../tests/support/faults/matrix'),
  ]);
  const tables = await writeTables(stories.open);
  console.log(tables);
  if (values.write) await writeDocs(tables);
}

async function writeDocs(tables: string): Promise<void> {
  const written = await readFile(DOCS, 'utf8');
  const [from, to] = [written.indexOf(BEGIN), written.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${DOCS} has lost its marks ${BEGIN} and ${END}.`);
  const text = `${written.slice(0, from + BEGIN.length)}\n\n${tables}\n\n${written.slice(to)}`;
  await writeFile(DOCS, await format(text, { ...(await resolveConfig(DOCS)), filepath: DOCS }));
}

void main();
