module.exports = require('../../../jest.preset.cjs').nodeWithPostgres('api-metadata', __dirname);
