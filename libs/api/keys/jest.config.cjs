module.exports = require('../../../jest.preset.cjs').node('api-keys', __dirname);
