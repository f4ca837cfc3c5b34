module.exports = require('../../jest.preset.cjs').node('staging', __dirname);
