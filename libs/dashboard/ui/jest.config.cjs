module.exports = require('../../../jest.preset.cjs').dashboard('dashboard-ui', __dirname);
