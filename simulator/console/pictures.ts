import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PICTURES, type Picture } from './actions';

const FOLDER = resolve(__dirname, 'pictures');

/** Where the console serves the pictures that people can send. */
export const PICTURES_PATH = '/_world/pictures/';

/** Every picture is a PNG. */
export const PICTURE_TYPE = 'image/png';

/** The file name of a picture. */
export function fileNameOf(picture: Picture): string {
  return `${picture}.png`;
}

/** Reads a picture. */
export function readPicture(picture: Picture): Promise<Buffer> {
  return readFile(resolve(FOLDER, fileNameOf(picture)));
}

/** The picture that is served at this path; undefined for any other path. */
export function pictureAt(pathname: string): Picture | undefined {
  return PICTURES.find((picture) => pathname === `${PICTURES_PATH}${fileNameOf(picture)}`);
}
