export { GeneratorService } from './generator.service';
export { GeneratorModule } from './generator.module';
export * from './warm-up';
