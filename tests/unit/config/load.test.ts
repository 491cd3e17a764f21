import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { findSyntaxError } from '../../../src/config/json-syntax';
import { ConfigError, loadDispatch, parseDispatch } from '../../../src/config/load';

describe('the text of a routing file', () => {
  it.each([
    ['', 1, 1, 'a value'],
    ['{\n  "line": {\n    name: 1 } }', 3, 5, 'a key in double quotes'],
    ['{ "a": 1\n  "b": 2 }', 2, 3, 'a comma or }'],
    ['{ "a": 1, }', 1, 11, 'a key in double quotes'],
    ['[1, ]', 1, 5, 'a value'],
    ['{ "a" 1 }', 1, 7, 'a colon'],
    ['{ "a": "b\n }', 1, 10, 'a double quote at the end of the text'],
    ['{} // done', 1, 4, 'nothing more'],
    ['{ "a": 01 }', 1, 9, 'a comma or }'],
  ])('%j is wrong at line %i, column %i', (text, line, column, expected) => {
    expect(parseDispatch(text)).toEqual({
      ok: false,
      problems: [
        { path: '', wrong: `is no JSON at line ${line}, column ${column}`, write: `${expected} there` },
      ],
    });
  });

  it('is JSON exactly when the platform can parse it', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '0.5',
      'e3',
      'true',
      'null',
      ' ',
      '\n',
      'é',
    ];
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));
    const json = fc.json();
    const cut = fc.tuple(json, fc.nat(40)).map(([text, at]) => text.slice(0, at) + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(soup, json, cut), (text) => {
        expect(findSyntaxError(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('may begin with a byte order mark', () => {
    expect(parseDispatch('\uFEFF{}')).toMatchObject({ problems: [{ path: 'line' }, {}, {}] });
  });
});

describe('loading the routing file', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'relay-config-'));
    await mkdir(join(root, 'config'));
    const example = await readFile('config/dispatch.example.json', 'utf8');
    await writeFile(join(root, 'config/dispatch.example.json'), example);
  });

  afterEach(() => rm(root, { recursive: true }));

  it('takes the example when the owner has written none', async () => {
    const { file, config } = await loadDispatch(root);
    expect(file).toBe('config/dispatch.example.json');
    expect(config.dispatchers.map(({ id }) => id)).toEqual(['sergio', 'backup']);
  });

  it("takes the owner's when there is one", async () => {
    const example = JSON.parse(await readFile('config/dispatch.example.json', 'utf8')) as object;
    const own = { ...example, line: { name: 'Own', timeZone: 'UTC' } };
    await writeFile(join(root, 'config/dispatch.json'), JSON.stringify(own));
    expect(await loadDispatch(root)).toMatchObject({
      file: 'config/dispatch.json',
      config: { line: { name: 'Own' } },
    });
  });

  it("never falls back to the example when the owner's is wrong, and says all that is wrong", async () => {
    await writeFile(join(root, 'config/dispatch.json'), '{ "line": { "name": "Own", "timeZone": "UTC" } }');
    const error: unknown = await loadDispatch(root).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toBe(
      [
        'The routing file config/dispatch.json cannot be used:',
        '  dispatchers is missing; write a list of one or more people who can be rung',
        '  cascade is missing; write a list of one or more steps',
      ].join('\n'),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
