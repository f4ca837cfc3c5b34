import { Module } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { MetadataModule } from '@dw-sim/api-metadata';
import { QueryEditorController } from './editor/query-editor.controller';
import { QueryEditorService } from './editor/query-editor.service';
import { QuerySettings } from './editor/query-setting';
import { QueryHistory } from './history/query-history';
import { QueryHistoryController } from './history/query-history.controller';
import { QueryController } from './query.controller';
import { QueryPlaces } from './query-places';
import { QueryService } from './query.service';
import { RunningQueries } from './running-queries';
import { SavedQueries } from './saved/saved-queries';
import { SavedQueriesController } from './saved/saved-queries.controller';

/** Users' queries, what helps to write them, and what is kept of them. */
@Module({
  imports: [ExperimentsModule, MetadataModule],
  controllers: [QueryEditorController, QueryHistoryController, SavedQueriesController, QueryController],
  providers: [QueryEditorService, QueryHistory, QueryPlaces, QueryService, QuerySettings, RunningQueries, SavedQueries],
})
export class QueryModule {}
