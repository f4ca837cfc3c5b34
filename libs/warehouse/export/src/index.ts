export { arrowStream, type ColumnChunk, type TypedColumn } from './arrow-stream';
export { TemporaryFile } from './file-bytes';
export { writeParquet, type WrittenRows } from './parquet-file';
export { parquetSelect } from './parquet-select';
export { exportRows, type TypedCandidates } from './spooled-export';
