// The flags as Twilio's serverless plugin hands them over: every flag with a default, and the profile beside them.
const { cliInfo, handler } = require('twilio-run/dist/commands/deploy');

const { profile, flags } = JSON.parse(process.argv[2]);
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const defaults = Object.fromEntries(
  Object.entries(cliInfo.options)
    .filter(([, option]) => option.default !== undefined)
    .map(([name, option]) => [camel(name), option.default]),
);

handler(
  { ...defaults, $0: 'twilio', _: ['serverless:deploy'], ...flags },
  {
    username: profile.ACCOUNT_SID,
    password: profile.AUTH_TOKEN,
    accountSid: profile.ACCOUNT_SID,
    profile: 'default',
    pluginInfo: { name: '@twilio-labs/plugin-serverless', version: '3.1.3' },
  },
);
