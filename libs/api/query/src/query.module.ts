import { Module } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { QueryController } from './query.controller';
import { QueryService } from './query.service';
import { RunningQueries } from './running-queries';

/** Users' queries. */
@Module({ imports: [ExperimentsModule], controllers: [QueryController], providers: [QueryService, RunningQueries] })
export class QueryModule {}
