module.exports = require('../../../jest.preset.cjs').node('warehouse-files', __dirname);
