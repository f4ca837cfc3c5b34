import { Module } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { QueryController } from './query.controller';
import { QueryService } from './query.service';

/** Users' queries. */
@Module({ imports: [ExperimentsModule], controllers: [QueryController], providers: [QueryService] })
export class QueryModule {}
