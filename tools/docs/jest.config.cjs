module.exports = require('../../jest.preset.cjs').node('docs', __dirname);
