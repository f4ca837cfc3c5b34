module.exports = require('../../../jest.preset.cjs').node('generation-generators', __dirname);
