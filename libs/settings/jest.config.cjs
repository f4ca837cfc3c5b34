module.exports = require('../../jest.preset.cjs').node('settings', __dirname);
