module.exports = require('../../../jest.preset.cjs').node('warehouse-testing', __dirname);
