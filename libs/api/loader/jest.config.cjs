module.exports = require('../../../jest.preset.cjs').node('api-loader', __dirname);
