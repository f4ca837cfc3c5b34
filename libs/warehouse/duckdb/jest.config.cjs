module.exports = require('../../../jest.preset.cjs').node('warehouse-duckdb', __dirname);
