import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the package is that only brings Twilio's OpenAPI files and what checks against them. */
export const OPENAPI_PACKAGE = resolve(__dirname, '../openapi');

/** Twilio's OpenAPI files, one for each API and version. */
export const OPENAPI_FILES = join(OPENAPI_PACKAGE, 'node_modules/@twilio/cli-core/src/services/twilio-api');

/** Whether `npm run openapi:install` has brought them. */
export function isOpenapiInstalled(): boolean {
  return existsSync(OPENAPI_FILES);
}

/** Throws where Twilio's OpenAPI files are missing, so that no test passes because nothing was checked. */
export function requireOpenapi(): void {
  if (!isOpenapiInstalled())
    throw new Error('Twilio’s OpenAPI files are missing: run npm run openapi:install.');
}
