module.exports = require('../../../jest.preset.cjs').node('warehouse-staging', __dirname);
