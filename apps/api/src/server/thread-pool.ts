/**
 * Every running call of DuckDB, and every worker that generates, holds a thread of Node's pool, which has four by
 * default. The size counts only where it is set before the pool is first used: import this before anything else.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
