module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-feature-targets', __dirname);
