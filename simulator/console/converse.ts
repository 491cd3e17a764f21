import type { MessageView } from '../slack';
import type { World } from '../world';
import type { Action, Picture } from './protocol';
import { fileNameOf, PICTURE_TYPE, PICTURES_PATH, readPicture } from './pictures';
import { RefusedAction } from './refused-action';

type TextAction = Extract<Action, { type: 'text.send' }>;
type SlackAction = Extract<Action, { type: `slack.${string}` }>;

/** The one command that our app has in Slack. */
const COMMAND = '/dispatch';

/** A phone texts the line; returns the MessageSid. Throws `RefusedAction` when there is nothing to send. */
export function sendText(world: World, { from, body, pictures }: TextAction): { sid: string } {
  if (body.trim() === '' && pictures.length === 0) throw new RefusedAction('Type something first.');
  if (from === world.line) throw new RefusedAction('The line cannot text itself. Take another number.');
  const media = pictures.map((picture) => ({ contentType: PICTURE_TYPE, url: addressOf(world, picture) }));
  return { sid: world.texts.phone(from).text(body, { media }) };
}

/** Does in Slack what a person asked for; resolves once the app has answered, where it is asked. Throws `RefusedAction`. */
export async function performInSlack(world: World, action: SlackAction): Promise<void> {
  const { slack } = world;
  switch (action.type) {
    case 'slack.say':
      return say(world, action);
    case 'slack.edit':
      checkAuthor(world, action);
      slack.edit({ ts: action.ts }, action.text);
      return;
    case 'slack.remove':
      checkAuthor(world, action);
      slack.remove({ ts: action.ts });
      return;
    case 'slack.command':
      checkCommand(action.typed);
      await slack.command(action.who, action.typed);
      return;
    case 'slack.press':
      await slack.press(action.who, { ts: action.ts }, action.button);
      return;
    default:
      action satisfies never;
  }
}

async function say(
  { slack }: World,
  { who, text, thread, broadcast, pictures }: SlackAction & { type: 'slack.say' },
): Promise<void> {
  if (text.trim() === '' && pictures.length === 0) throw new RefusedAction('Type something first.');
  const files = await Promise.all(pictures.map(upload));
  slack.say(who, text, { broadcast, files, ...(thread === null ? {} : { thread: { ts: thread } }) });
}

async function upload(picture: Picture): Promise<{ name: string; content: Buffer }> {
  return { name: fileNameOf(picture), content: await readPicture(picture) };
}

/** Slack takes any line that begins with a slash as a command. */
function checkCommand(typed: string): void {
  const [command = ''] = typed.split(' ');
  if (command !== COMMAND) throw new RefusedAction(`${command} is no command here. Type ${COMMAND} help.`);
}

/** Slack lets only the author, and admins, touch a message. */
function checkAuthor({ slack }: World, { who, ts }: { who: string; ts: string }): void {
  const message = messagesOf(slack.channel.messages).find((each) => each.ts === ts);
  const user = slack.workspace.users.find(({ id, name }) => id === who || name === who);
  if (message === undefined || message.user !== user?.id) {
    throw new RefusedAction('This message is not yours, or is gone.');
  }
}

function messagesOf(roots: readonly MessageView[]): readonly MessageView[] {
  return roots.flatMap((root) => [root, ...root.replies]);
}

function addressOf({ gateway }: World, picture: Picture): string {
  return `${gateway.origin}${PICTURES_PATH}${fileNameOf(picture)}`;
}
