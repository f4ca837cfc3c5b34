module.exports = require('../../../jest.preset.cjs').node('warehouse-sqlite', __dirname);
