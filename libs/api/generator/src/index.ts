export { GeneratorModule } from './generator.module';
