import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const API = readFileSync(resolve(__dirname, '../../docs/api.md'), 'utf8');

/** A `curl` of the docs, taken apart as a shell does that knows quotation marks and line ends. */
function requestOf(command: string): { url: string; init: RequestInit } {
  const words = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const [url = ''] = words.slice(1);
  const after = (option: string): string[] => words.filter((_, i) => words[i - 1] === option);
  const headers = after('-H').map((header): [string, string] => {
    const [name = '', value = ''] = header.split(': ');
    return [name, value];
  });
  return { url, init: { method: 'POST', headers, body: after('-d').join('') } };
}

test('every curl of docs/api.md works in the local world as it stands', async () => {
  const crew = [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }];
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add('+12025550123');
  const commands = [...API.matchAll(/```sh\n(curl [\s\S]*?)\n```/g)].map(([, command = '']) => command);
  const answers: number[] = [];
  for (const { url, init } of commands.map(requestOf)) {
    expect(url).toMatch(/^http:\/\/localhost:3000\//);
    let isOver = false;
    const reply = fetch(url.replace('http://localhost:3000', line.world.gateway.origin), init).finally(
      () => (isOver = true),
    );
    await line.activity.settle();
    await line.clock.advanceUntil(() => isOver, 12_000);
    answers.push((await reply).status);
  }
  expect(answers).toEqual([200, 201]);
  await line.pass(8);
  await line.close();
});
