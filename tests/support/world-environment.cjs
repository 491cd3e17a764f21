/**
 * Stories run outside Jest's sandbox: the simulator, the Functions runtime and the built bundles are loaded by Node
 * itself, as in production, once per worker. A story gets them as the global `stories`.
 */
const { TestEnvironment } = require('jest-environment-node');
require('tsx/cjs');

module.exports = class WorldEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.stories = require('./stories.ts');
  }

  async teardown() {
    await require('./stories.ts').closeAll();
    await super.teardown();
  }
};
