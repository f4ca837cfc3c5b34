module.exports = require('../../jest.preset.cjs').node('boundaries', __dirname);
