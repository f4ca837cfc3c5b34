module.exports = require('../../../jest.preset.cjs').node('api-generator', __dirname);
