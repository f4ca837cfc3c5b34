import { snowflakeCopy, snowflakeStage } from './snowflake-copy';

it('makes a stage over a bucket', () => {
  expect(snowflakeStage({ name: 'DW_SIM', url: 's3://lake/dw/experiments', storageIntegration: 'LAKE' })).toBe(`CREATE STAGE IF NOT EXISTS "DW_SIM"
URL = 's3://lake/dw/experiments/'
STORAGE_INTEGRATION = "LAKE"
FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE)`);
});

it('copies the files of one run', () => {
  expect(snowflakeCopy('shop__orders', 'shop/orders/run_7', { stage: 'DW_SIM', database: 'TEST', schema: 'PUBLIC' })).toBe(`COPY INTO "TEST"."PUBLIC"."shop__orders"
FROM '@"DW_SIM"/shop/orders/run_7/'
FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE)
MATCH_BY_COLUMN_NAME = CASE_SENSITIVE
ON_ERROR = ABORT_STATEMENT
FORCE = TRUE`);
});

it('lets no text end its quotes', () => {
  expect(snowflakeCopy('a"b', "it's\\", { stage: 'S' })).toContain(`COPY INTO "a""b"\nFROM '@"S"/it''s\\\\/'`);
});
