module.exports = {
  ...require('../../jest.preset.cjs').node('api', __dirname),
  globalSetup: '<rootDir>/test/build-before-tests.cjs',
};
