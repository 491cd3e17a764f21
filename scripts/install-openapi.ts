import { resolve } from 'node:path';
import { installPackage, npmCi } from './install-package';

/** `npm run openapi:install`: brings Twilio's OpenAPI files for the tests. */
const result = installPackage(resolve(__dirname, '../tests/openapi'), npmCi);
switch (result.kind) {
  case 'there':
    break;
  case 'installed':
    console.log('Installed Twilio’s OpenAPI files in tests/openapi.');
    break;
  case 'failed':
    console.error(
      'Twilio’s OpenAPI files could not be installed in tests/openapi, and tests check against them. ' +
        `Connect to the npm registry once and run npm run openapi:install.\n${result.why}`,
    );
    process.exitCode = 1;
    break;
  default:
    result satisfies never;
}
