import { bytesAsJson, checkSettings, deployedSettings, groupsInUse, SETTINGS } from '../../src/settings';

/** Everything set, well-formed. */
const complete = Object.fromEntries(
  SETTINGS.map(({ name, example }) => [name, example === '' ? `secret-of-${name.toLowerCase()}` : example]),
);

function pathsWith(changes: Record<string, string | undefined>): string[] {
  return checkSettings({ ...complete, ...changes }).map(({ path }) => path);
}

describe('the settings', () => {
  it('are those of the design, in its order', () => {
    expect(SETTINGS.map(({ name, required }) => (required ? name : `${name}?`))).toEqual([
      'ACCOUNT_SID',
      'AUTH_TOKEN',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_API_KEY',
      'TWILIO_API_SECRET',
      'TWILIO_FROM_NUMBER',
      'TWILIO_MESSAGING_SERVICE_SID?',
      'SYNC_SERVICE_SID',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_TEAM_ID',
      'SLACK_APP_ID?',
      'SLACK_CHANNEL_ID',
      'SLACK_URL_KEY',
      'S3_BUCKET',
      'S3_JOBS_KEY?',
      'S3_AUDIT_BUCKET?',
      'S3_REGION',
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
      'RELAY_API_TOKEN',
      'RELAY_API_TOKEN_PREVIOUS?',
      'LINK_SECRET',
      'LINK_SECRET_PREVIOUS?',
      'TWILIO_API_BASE_URL?',
      'SLACK_API_URL?',
      'S3_ENDPOINT?',
    ]);
  });

  it('have examples that are well-formed, and none for a secret', () => {
    expect(checkSettings(complete)).toEqual([]);
    expect(SETTINGS.filter(({ secret, example }) => secret !== (example === ''))).toEqual([]);
  });

  it('are reported all at once when missing, optional ones aside', () => {
    const missing = checkSettings({});
    expect(missing.map(({ path }) => path)).toEqual(
      SETTINGS.filter(({ required }) => required).map(({ name }) => name),
    );
    expect(missing[0]).toEqual({
      path: 'ACCOUNT_SID',
      wrong: 'is missing',
      write: 'AC and 32 hexadecimal digits',
    });
    expect(pathsWith({ AUTH_TOKEN: '  ' })).toEqual(['AUTH_TOKEN']);
  });

  it('are checked for the asked parts only', () => {
    expect(checkSettings({}, ['own']).map(({ path }) => path)).toEqual(['RELAY_API_TOKEN', 'LINK_SECRET']);
  });

  it.each([
    ['ACCOUNT_SID', 'SK00000000000000000000000000000000'],
    ['TWILIO_API_KEY', 'SK0000'],
    ['TWILIO_FROM_NUMBER', '555-0100'],
    ['SLACK_TEAM_ID', 'general'],
    ['SLACK_CHANNEL_ID', '#dispatch'],
    ['S3_BUCKET', 'My Bucket'],
    ['S3_JOBS_KEY', "it's.json"],
    ['TWILIO_API_BASE_URL', 'http://127.0.0.1:4010/'],
    ['SLACK_API_URL', 'http://127.0.0.1:4020/api'],
    ['S3_ENDPOINT', 'localhost:9000'],
    ['SLACK_BOT_TOKEN', 'two words'],
    ['LINK_SECRET', '"quoted"'],
  ])('refuse a malformed %s', (name, value) => {
    expect(pathsWith({ [name]: value })).toEqual([name]);
  });

  it('never show a value, because what is malformed may be a secret in the wrong place', () => {
    const everywhere = Object.fromEntries(SETTINGS.map(({ name }) => [name, 'hunter2 hunter2']));
    const problems = checkSettings(everywhere);
    expect(problems.length).toBeGreaterThanOrEqual(SETTINGS.length);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('keep the record out of the bucket that everybody can read', () => {
    expect(pathsWith({ S3_AUDIT_BUCKET: complete['S3_BUCKET'] })).toEqual(['S3_AUDIT_BUCKET']);
  });

  it('have at most 450 bytes each', () => {
    expect(pathsWith({ LINK_SECRET: 'x'.repeat(450) })).toEqual([]);
    expect(checkSettings({ ...complete, LINK_SECRET: 'é'.repeat(226) })).toEqual([
      { path: 'LINK_SECRET', wrong: 'has 452 bytes', write: 'at most 450 bytes' },
    ]);
  });

  it('have at most 2700 bytes together, and the message says how many there are', () => {
    const secrets = SETTINGS.filter(({ secret, readBy }) => secret && readBy === 'functions');
    const bytesWith = (length: number): number =>
      bytesAsJson(deployedSettings({ ...complete, ...secretsOf(length) }));
    const secretsOf = (length: number): Record<string, string> =>
      Object.fromEntries(
        secrets.map(({ name }, index) => [name, 'x'.repeat(length + (index === 0 ? 1 : 0))]),
      );
    const fits = Array.from({ length: 300 }, (_, length) => length).findLast((n) => bytesWith(n) <= 2700)!;
    expect(checkSettings({ ...complete, ...secretsOf(fits) })).toEqual([]);
    const long = secretsOf(fits + 1);
    const bytes = bytesWith(fits + 1);
    expect(bytes).toBeLessThan(2800);
    expect(checkSettings({ ...complete, ...long })).toEqual([
      expect.objectContaining({ path: 'all settings together', wrong: `are ${bytes} bytes as JSON` }),
    ]);
  });

  it('go up without the account pair, without strangers and without empty ones', () => {
    const env = { ...complete, PATH: '/bin', SLACK_APP_ID: '', TWILIO_FROM_NUMBER: ' +15550100000 ' };
    const names = SETTINGS.map(({ name }) => name).filter(
      (name) => !['ACCOUNT_SID', 'AUTH_TOKEN', 'SLACK_APP_ID'].includes(name),
    );
    expect(Object.keys(deployedSettings(env))).toEqual(names);
    expect(deployedSettings(env)['TWILIO_FROM_NUMBER']).toBe('+15550100000');
  });

  it('put a part in use with the first of its settings', () => {
    expect(groupsInUse({ AUTH_TOKEN: 'x', S3_REGION: 'us-west-2', SLACK_TEAM_ID: '' })).toEqual([
      'account',
      's3',
    ]);
  });
});
