module.exports = {
  ...require('../../jest.preset.cjs').node('fuzz', __dirname),
  globalSetup: '<rootDir>/../../apps/api/test/build-before-tests.cjs',
};
