module.exports = require('../../../jest.preset.cjs').node('warehouse-core', __dirname);
