import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MetadataModule } from '@dw-sim/api-metadata';
import { AccessCheck, LOCAL_KEY } from './access-check';
import { ApiKeys } from './api-keys';
import { KeysController } from './keys.controller';
import { ScopeGuard } from './scope.guard';
import { SessionController } from './session.controller';

/** API keys, and who may do what. */
@Module({})
export class KeysModule {
  /** @param localKey what the server's own user has without asking; null where no key is needed */
  static forRoot(localKey: string | null): DynamicModule {
    return {
      module: KeysModule,
      imports: [MetadataModule],
      controllers: [KeysController, SessionController],
      providers: [ApiKeys, AccessCheck, { provide: LOCAL_KEY, useValue: localKey }, { provide: APP_GUARD, useClass: ScopeGuard }],
      exports: [ApiKeys, AccessCheck],
    };
  }
}
