module.exports = require('../../jest.preset.cjs').dashboard('dashboard', __dirname);
