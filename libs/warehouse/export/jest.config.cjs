module.exports = require('../../../jest.preset.cjs').node('warehouse-export', __dirname);
