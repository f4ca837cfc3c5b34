export { GeneratorModule } from './generator.module';
export * from './warm-up';
