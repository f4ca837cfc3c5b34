module.exports = require('../../../jest.preset.cjs').node('api-runs', __dirname);
