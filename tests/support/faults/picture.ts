import type { Attachment } from '../../../simulator/twilio/messages';
import { PNG } from '../png';
import type { Line } from '../stories';

const PATH = '/picture.png';

/** Has the vendors' side hand out a picture, and returns it as it goes along with a text. */
export function servePicture({ world }: Line): Attachment {
  const { intercept, origin } = world.vendors;
  world.vendors.intercept = (request, response) => {
    // Slack's address for uploads looks like one of Twilio's to whoever looks on.
    if (request.url?.startsWith('/upload/') === true) return false;
    if (request.url !== PATH) return intercept(request, response);
    response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
    return true;
  };
  return { contentType: 'image/png', url: `${origin}${PATH}` };
}
