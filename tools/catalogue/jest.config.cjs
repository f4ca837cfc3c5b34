module.exports = require('../../jest.preset.cjs').node('catalogue', __dirname);
