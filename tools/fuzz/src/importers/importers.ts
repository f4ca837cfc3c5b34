import { DDL_IMPORTERS } from './ddl';
import { definitionImporter } from './definitions';
import type { Importer } from './importer';
import { savedQueryImporter } from './saved-queries';
import { settingsImporters } from './settings';
import { targetImporters } from './targets';

export interface Places {
  /** The clone's folder, for its examples. */
  readonly root: string;
  /** An empty folder for files that are read. */
  readonly folder: string;
}

/** Everything that reads files of users. */
export function importersIn({ root, folder }: Places): readonly Importer[] {
  return [definitionImporter(root), ...DDL_IMPORTERS, ...targetImporters(folder), ...settingsImporters(folder), savedQueryImporter];
}
