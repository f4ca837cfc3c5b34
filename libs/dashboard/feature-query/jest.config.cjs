module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-feature-query', __dirname);
