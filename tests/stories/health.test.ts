import { LOCAL_ACCOUNT } from '../../simulator/settings';

async function health(line: Awaited<ReturnType<typeof stories.open>>, token?: string) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = fetch(`${line.world.gateway.origin}/health`, { headers });
  await line.activity.settle();
  return (await (await reply).json()) as Record<string, unknown>;
}

test('/health tells anybody that the functions answer, and the service which settings are there, never their values', async () => {
  const line = await stories.open({ settings: { TWILIO_MESSAGING_SERVICE_SID: '', SLACK_BOT_TOKEN: '' } });
  expect(await health(line)).toEqual({ ok: true, version: expect.stringMatching(/^\d+\./) as string });
  expect(await health(line, 'wrong')).toEqual(await health(line));
  const full = await health(line, LOCAL_ACCOUNT.relayApiToken);
  expect(full).toMatchObject({
    settings: { TWILIO_API_SECRET: true, SLACK_BOT_TOKEN: false },
    missing: ['SLACK_BOT_TOKEN'],
  });
  expect(JSON.stringify(full['notes'])).toContain('no text can be scheduled');
  expect(JSON.stringify(full)).not.toContain(LOCAL_ACCOUNT.apiSecret);
  await line.close();
});
