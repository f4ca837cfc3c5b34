module.exports = require('../../../jest.preset.cjs').node('api-platform', __dirname);
