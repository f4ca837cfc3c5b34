module.exports = require('../../../jest.preset.cjs').nodeWithPostgres('warehouse-redshift', __dirname);
