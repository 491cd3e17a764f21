import type { ServerResponse } from 'node:http';
import type { World } from '../world';
import { PICTURE_TYPE, pictureAt, readPicture } from './pictures';

const SLACK_FILE = /^\/_world\/files\/(?<id>F\w{1,20})$/;

/** What a browser shows as a picture and never executes. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** Serves a picture that people can send, or one that is in Slack; resolves to false for every other path. */
export async function serveFile(world: World, pathname: string, response: ServerResponse): Promise<boolean> {
  const picture = pictureAt(pathname);
  if (picture !== undefined) {
    send(response, PICTURE_TYPE, await readPicture(picture));
    return true;
  }
  const id = SLACK_FILE.exec(pathname)?.groups?.['id'];
  if (id === undefined) return false;
  const file = world.slack.toJSON().files.find((each) => each.id === id);
  if (file?.content == null || !SHOWN.test(file.mimetype)) return false;
  send(response, file.mimetype, Buffer.from(file.content, 'base64'));
  return true;
}

/** Files come from anywhere, so the browser must not guess what they are. */
function send(response: ServerResponse, type: string, content: Buffer): void {
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(content);
}
