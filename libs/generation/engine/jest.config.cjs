module.exports = require('../../../jest.preset.cjs').node('generation-engine', __dirname);
