const preset = require('../../jest.preset.cjs').node('cli', __dirname);

module.exports = {
  ...preset,
  // Packages that ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!.*(string-width|get-east-asian-width|strip-ansi|ansi-regex)/)'],
};
