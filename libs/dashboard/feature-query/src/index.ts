export * from './query.routes';
