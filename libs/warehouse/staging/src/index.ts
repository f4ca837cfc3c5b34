export * from './staged-reader';
