import fc from 'fast-check';

const space = fc.constantFrom('', ' ', '\n  ', '\r\n\t');
const number = fc.constantFrom('12.50', '-0', '1E+2', '12345678901234567890', '0.1e-7');
const string = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u0041"', '"\\/"', '"]}\\""', '"\\\\"', '"{[,:"'),
);

const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    string,
    fc.constantFrom('true', 'false', 'null'),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(spaced(tie('value')), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
  object: fc.array(member(string, tie('value')), { maxLength: 3 }).map((items) => `{${items.join(',')}}`),
}));

function spaced(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(space, text, space).map((parts) => parts.join(''));
}

function member(key: fc.Arbitrary<string>, of: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(spaced(key), spaced(of)).map(([name, text]) => `${name}:${text}`);
}

/** Any JSON value as somebody may have written it. */
export const jsonText: fc.Arbitrary<string> = value;

/** An entry that is a job, with members that nobody knows around its own. */
export const jobText = (id: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      // Unknown names begin with x, so that no foreign one is by chance a name of ours.
      fc.array(member(fc.constantFrom('"x"', '"x\\u0041"', '"x:"'), value), { maxLength: 3 }),
      fc.array(
        fc.constantFrom(
          '"title": "Old fridge"',
          '"crewIds":["crew-7"]',
          '"customer": { "tier": 12.50, "name":"Ann" }',
          '"claimedBy" :null',
          '"relay":{}',
        ),
        { maxLength: 3 },
      ),
      fc.constantFrom('pending', 'assigned', 'in-progress', 'completed', 'cancelled'),
    )
    .map(
      ([before, known, status]) =>
        `{${[...before, `"id": "${id}"`, ...known, `"status":"${status}"`].join(',')}}`,
    );

/** A file of jobs `job-0`, `job-1` … with entries among them that are none; `parts` are the sources of all. */
export const fileText = fc
  .tuple(
    fc
      .array(fc.boolean(), { maxLength: 6 })
      .chain((kinds) =>
        fc.tuple(
          ...kinds.map((isJob, index) =>
            isJob ? jobText(`job-${index}`) : value.filter((text) => !text.includes('"id"')),
          ),
        ),
      ),
    fc.array(space, { minLength: 14, maxLength: 14 }),
    fc.constantFrom(['', ''], ['{"jobs":', '}'], ['\uFEFF { "at": 1.0, "jobs" :', ', "note":"\\u00e9"}\n']),
  )
  .map(([parts, spaces, [head = '', tail = '']]) => {
    const items = parts.map((part, index) => `${spaces[2 * index]}${part}${spaces[2 * index + 1]}`);
    return { parts, text: `${head}[${items.join(',')}]${tail}` };
  });
