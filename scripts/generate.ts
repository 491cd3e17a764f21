import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { dispatchJsonSchema } from '../src/config/schema';
import { envExample, fieldTable, settingTable } from './config-tables';
import { GRAMMAR_FILE, writeGrammar } from './twiml-grammar';

const ROOT = resolve(__dirname, '..');
const DOCS = 'docs/configuration.md';

/** A file, by its path from the project's root, and the text that it should have. */
interface Generated {
  readonly path: string;
  readonly text: string;
}

/** Makes the files that follow from the settings and from the shape of the routing file. */
async function generateFiles(): Promise<Generated[]> {
  const schema = dispatchJsonSchema();
  const docs = [
    ['fields', fieldTable(schema)],
    ['settings', settingTable()],
  ] as const;
  const written = await readFile(join(ROOT, DOCS), 'utf8');
  return [
    { path: '.env.example', text: envExample() },
    await formatted('config/dispatch.schema.json', JSON.stringify(schema)),
    await formatted(
      DOCS,
      docs.reduce((text, [name, table]) => replaceBetween(text, name, table), written),
    ),
  ];
}

/** Replaces what stands between the markers of `name`. Throws when they are not there. */
function replaceBetween(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${DOCS} has lost its marks ${begin} and ${end}.`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

async function formatted(path: string, text: string): Promise<Generated> {
  const filepath = join(ROOT, path);
  return { path, text: await format(text, { ...(await resolveConfig(filepath)), filepath }) };
}

/** The paths of the files that are not as they would be generated. */
async function findStale(files: readonly Generated[]): Promise<string[]> {
  const found = await Promise.all(
    files.map(async ({ path, text }) => ((await readIfThere(path)) === text ? [] : [path])),
  );
  return found.flat();
}

async function readIfThere(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8').catch(() => '');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const files = await generateFiles();
  if (!values.check) {
    await Promise.all(files.map(({ path, text }) => writeFile(join(ROOT, path), text)));
    await writeGrammar();
    console.log(
      `Wrote ${files.map(({ path }) => path).join(', ')} and ${GRAMMAR_FILE.slice(ROOT.length + 1)}.`,
    );
    return;
  }
  const stale = await findStale(files);
  if (stale.length === 0) return;
  console.error(`Not as generated: ${stale.join(', ')}. Run npm run generate and commit the result.`);
  process.exitCode = 1;
}

void main();
