/**
 * Browser tests run outside Jest's sandbox, as stories do: the world, the functions and Chromium's driver are loaded by Node
 * itself. A test gets them as the global `browser`.
 */
const { TestEnvironment } = require('jest-environment-node');
require('tsx/cjs');

module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.browser = require('./browser.ts');
  }

  async teardown() {
    await this.global.browser.closeEverything();
    await super.teardown();
  }
};
