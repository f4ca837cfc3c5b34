module.exports = require('../../../jest.preset.cjs').node('api-experiments', __dirname);
