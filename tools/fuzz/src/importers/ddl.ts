import { DDL_DIALECTS, textOfBytes, type DdlDialect } from '@dw-sim/contracts';
import { inferGenerators } from '@dw-sim/generation-inference';
import { checkDefinition } from '@dw-sim/generation-plan';
import { importDdl } from '@dw-sim/sql';
import fc from 'fast-check';
import { layout, tables, writeDdl } from '../../../../libs/sql/src/import/testing/arbitrary-ddl';
import { DDL_PIECES, DDL_TEXTS } from './ddl-texts';
import { damagedTexts, encoded } from './file-bytes';
import type { Importer } from './importer';

/** DDL of one dialect, up to a definition with generators. */
export function ddlImporter(dialect: DdlDialect): Importer {
  const written = fc.tuple(tables, layout).map(([models, style]) => writeDdl(models, style));
  const own = fc.array(fc.constantFrom(...DDL_TEXTS[dialect], ...DDL_TEXTS.ansi), { minLength: 1, maxLength: 4 }).map((texts) => texts.join('\n'));
  return {
    name: `DDL of ${dialect}`,
    inputs: encoded(damagedTexts(fc.oneof(written, own), DDL_PIECES)),
    read: (bytes) => {
      const imported = importDdl(textOfBytes(bytes), { dialect, name: 'imported', targetRows: 20 });
      const told = [...imported.faults, ...imported.warnings, ...imported.notices].map(({ message }) => message);
      if (imported.faults.length > 0) return told;
      const { definition } = inferGenerators({ name: 'imported', tables: imported.definition.tables }, { imported: imported.tables, applySuggestions: bytes.length % 2 === 0 });
      const { errors } = checkDefinition(definition, { warehouses: [] });
      if (errors.length > 0) throw new Error(`what is imported without a fault has one as a definition: ${errors[0]?.path} ${errors[0]?.message}`);
      return told;
    },
  };
}

export const DDL_IMPORTERS: readonly Importer[] = DDL_DIALECTS.map(ddlImporter);
