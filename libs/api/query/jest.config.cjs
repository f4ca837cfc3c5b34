module.exports = require('../../../jest.preset.cjs').node('api-query', __dirname);
