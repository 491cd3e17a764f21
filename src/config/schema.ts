import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { DispatchConfig } from './dispatch';
import { isCountry } from './phone';
import type { Problem } from './problem';
import { relationProblems, type Draft } from './relations';
import { routingShape } from './shape';
import { shapeProblems } from './shape-problems';

/** A routing file that may be used, or everything that is wrong with it. */
export type CheckedDispatch =
  | { readonly ok: true; readonly config: DispatchConfig }
  | { readonly ok: false; readonly problems: Problem[] };

/** Checks what a routing file says and fills in the defaults. Build-time only: functions get the result. */
export function checkDispatch(value: unknown): CheckedDispatch {
  const country = homeCountry(value);
  const parsed = routingShape(country).safeParse(value, { reportInput: true });
  const issues = parsed.error?.issues ?? [];
  const problems = [...shapeProblems(issues), ...relationProblems(draftOf(value, issues), country)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const { $schema: _, ...config } = parsed.data;
  return { ok: true, config };
}

/** The JSON Schema of the routing file, for editors. It knows the single fields; `checkDispatch` knows more. */
export function dispatchJsonSchema(): object {
  return { title: 'Routing file', ...z.toJSONSchema(routingShape('US'), { io: 'input' }) };
}

/** The country of numbers without a country code: the first of `limits.countries`, or the United States. */
function homeCountry(value: unknown): CountryCode {
  const first = z.object({ limits: z.object({ countries: z.array(z.unknown()) }) }).safeParse(value).data
    ?.limits.countries[0];
  return typeof first === 'string' && isCountry(first) ? first : 'US';
}

/** Leaves out the parts in which something has the wrong type, so that all that remains can still be checked. */
function draftOf(value: unknown, issues: readonly z.core.$ZodIssue[]): Draft {
  if (typeof value !== 'object' || value === null) return {};
  const mistyped = issues.filter(hasWrongType).map(({ path }) => path[0]);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !mistyped.includes(key)));
}

function hasWrongType({ code }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' || code === 'invalid_union' || code === 'invalid_value';
}
