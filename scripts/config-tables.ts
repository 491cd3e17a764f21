import { SETTING_GROUPS, SETTINGS, type Setting } from '../src/settings';

/** What the documentation reads of a JSON Schema. */
interface Field {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly items?: Field;
  readonly anyOf?: readonly Field[];
  readonly const?: string;
}

/** The routing file's fields as a Markdown table, from its JSON Schema. */
export function fieldTable(schema: object): string {
  return table(['field', 'value', 'when left out', 'what it is'], fieldRows(schema, ''));
}

/** The environment variables as a Markdown table. */
export function settingTable(): string {
  const rows = byGroup().flatMap(([title, settings]) => [
    [`**${title}**`, '', ''],
    ...settings.map(({ name, required, format, about, secret, example }) => [
      `\`${name}\`${required ? '' : ' (optional)'}`,
      about,
      secret ? format : `${format}, \`${example}\``,
    ]),
  ]);
  return table(['name', 'what it is', 'form'], rows);
}

/** The text of `.env.example`: every setting with a comment; optional ones are commented out. */
export function envExample(): string {
  const intro = [
    '# Copy this file to .env, fill it in and run: chmod 600 .env',
    '# It is never committed. Everything that functions read has to stay within 2700 bytes together.',
    '# Every value below is a placeholder: a deploy refuses it, except the region and the key of the jobs document.',
    '# Deployed functions get the parts after the first one. Twilio itself gives them ACCOUNT_SID and AUTH_TOKEN',
    '# as well, until you switch that off: docs/deploy.md says how.',
    '# A value has no spaces and no quotation marks of its own; one with a # in it goes between double quotes.',
    '# A part that you do not use yet can be left out as a whole.',
  ];
  const parts = byGroup().map(([title, settings]) =>
    [`# ${title}`, ...settings.flatMap(envLines)].join('\n'),
  );
  return `${[intro.join('\n'), ...parts].join('\n\n')}\n`;
}

function envLines({ name, about, format, required, secret, example }: Setting): string[] {
  const kind = [required ? 'required' : 'optional', ...(secret ? ['secret'] : [])].join(', ');
  return ['', `# ${about} (${kind}: ${format})`, `${required ? '' : '# '}${name}=${example}`];
}

function byGroup(): [title: string, settings: Setting[]][] {
  return Object.entries(SETTING_GROUPS).map(([group, title]) => [
    title,
    SETTINGS.filter((setting) => setting.group === group),
  ]);
}

function fieldRows(schema: Field, path: string): string[][] {
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => key !== '$schema')
    .flatMap(([key, field]) => {
      const here = `${path}${key}`;
      const required = schema.required?.includes(key) === true;
      const row = [`\`${here}\``, valueWords(field), leftOut(field, required), field.description ?? ''];
      // What may be null instead of an object still has fields.
      const object = field.anyOf?.find(({ properties }) => properties !== undefined) ?? field;
      const inside = object.items?.properties
        ? fieldRows(object.items, `${here}[].`)
        : fieldRows(object, `${here}.`);
      return [row, ...inside];
    });
}

function leftOut(field: Field, required: boolean): string {
  if (required) return 'required';
  // An object's own default is that of its fields.
  if (field.default === undefined || field.properties !== undefined) return '–';
  return `\`${JSON.stringify(field.default)}\``;
}

function valueWords(field: Field): string {
  if (field.enum !== undefined) return field.enum.map((word) => `\`"${word}"\``).join(' or ');
  if (field.const !== undefined) return `\`"${field.const}"\``;
  if (field.anyOf !== undefined) return field.anyOf.map(valueWords).join(' or ');
  switch (field.type) {
    case 'integer':
      return `${field.minimum ?? ''}–${field.maximum ?? ''}`;
    case 'string':
      return 'text';
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return 'list';
    default:
      return field.type ?? '';
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '\\<')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
