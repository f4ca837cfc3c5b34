module.exports = require('../../jest.preset.cjs').node('api', __dirname);
