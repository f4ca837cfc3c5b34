module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-data-access', __dirname);
