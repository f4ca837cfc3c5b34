module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-feature-runs', __dirname);
