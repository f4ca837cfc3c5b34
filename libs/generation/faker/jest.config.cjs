module.exports = require('../../../jest.preset.cjs').node('generation-faker', __dirname);
