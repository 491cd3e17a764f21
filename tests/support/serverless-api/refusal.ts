/** An error as Twilio's API answers it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The handler versions that Twilio takes; npm has others, and calls one of those the latest.
 * https://www.twilio.com/docs/serverless/functions-assets/handler, seen refused: twilio-labs/serverless-toolkit issues 538 and 564.
 */
const HANDLERS = ['1.2.0', '1.2.2', '1.3.0', '1.3.1', '2.0.0', '2.0.1', '2.1.2'];
const RUNTIMES = ['node20', 'node22', 'node24'];

/** Refuses a build that Twilio would refuse. https://www.twilio.com/docs/errors/20001 */
export function checkBuild(form: URLSearchParams): { name: string; version: string }[] {
  if (form.getAll('FunctionVersions').length === 0) {
    throw new Refusal(400, 20001, 'At least one Function Version or Asset Version is required for Build');
  }
  const runtime = form.get('Runtime') ?? 'node22';
  if (!RUNTIMES.includes(runtime)) throw new Refusal(400, 20001, `unsupported runtime: ${runtime}`);
  // The toolkit wraps the JSON in a further pair of quotation marks.
  const text = (form.get('Dependencies') ?? '').replace(/^"|"$/g, '');
  const dependencies = JSON.parse(text === '' ? '[]' : text) as { name: string; version: string }[];
  for (const { name, version } of dependencies) {
    if (name !== '@twilio/runtime-handler' || HANDLERS.includes(version)) continue;
    throw new Refusal(
      400,
      20001,
      `Some dependencies could not be validated. No matching version found for ${name}@${version}.`,
    );
  }
  return dependencies;
}

const MOST_CONTEXT_BYTES = 3072;

/**
 * What a function finds in its context: the settings and Twilio's own, with the account pair unless the service says no.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
export function contextOf(
  variables: Readonly<Record<string, string>>,
  account: { readonly sid: string; readonly token: string },
  includeCredentials: boolean,
): Record<string, string> {
  return {
    PATH: '/voice-cascade-next-with-a-long-name',
    SERVICE_SID: `ZS${'0'.repeat(32)}`,
    ENVIRONMENT_SID: `ZE${'0'.repeat(32)}`,
    DOMAIN_NAME: 'dispatch-relay-0000-dev.twil.io',
    ...(includeCredentials ? { ACCOUNT_SID: account.sid, AUTH_TOKEN: account.token.padEnd(32, '0') } : {}),
    ...variables,
  };
}

/** Refuses a context over 3 KB. Twilio counts its own part too. https://www.twilio.com/docs/api/errors/82006 */
export function checkContext(context: Readonly<Record<string, string>>): void {
  if (Buffer.byteLength(JSON.stringify(context)) <= MOST_CONTEXT_BYTES) return;
  throw new Refusal(400, 82006, 'Environment Context too large');
}
