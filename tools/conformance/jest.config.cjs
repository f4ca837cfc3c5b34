module.exports = require('../../jest.preset.cjs').nodeWithPostgres('conformance', __dirname);
