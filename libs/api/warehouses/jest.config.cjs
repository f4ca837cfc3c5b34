module.exports = require('../../../jest.preset.cjs').node('api-warehouses', __dirname);
