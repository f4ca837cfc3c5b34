export * from './run.routes';
