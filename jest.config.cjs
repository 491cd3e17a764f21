/** @type {import('jest').Config} */
const shared = {
  rootDir: __dirname,
  transform: {
    '\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } }],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/', '/.build/'],
};

module.exports = {
  // Time in stories is the world's; this only bounds a test that hangs, on a machine that may be busy.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  testSequencer: '<rootDir>/tests/support/sequencer.cjs',
  // Much of a story is waiting.
  maxWorkers: '100%',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    { ...shared, displayName: 'contract', testMatch: ['<rootDir>/tests/contract/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'stories',
      testMatch: ['<rootDir>/tests/stories/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/world-environment.cjs',
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/browser-environment.cjs',
      globalSetup: '<rootDir>/tests/support/browser-setup.ts',
    },
  ],
};
