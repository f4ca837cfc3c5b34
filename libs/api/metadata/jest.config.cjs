module.exports = require('../../../jest.preset.cjs').node('api-metadata', __dirname);
