module.exports = {
  ...require('../../jest.preset.cjs').node('endurance', __dirname),
  globalSetup: '<rootDir>/../../apps/api/test/build-before-tests.cjs',
};
