module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-feature-experiments', __dirname);
