import { Injectable } from '@nestjs/common';
import { complete, diagnose, formatSql, isTranslatable, splitStatements, type DiagnoseOptions, type KeywordCase, type TranslationOptions } from '@dw-sim/sql';
import type { CompletionRequest, CompletionResult, FormatResult, QueryCheckResult, QueryText } from '@dw-sim/contracts';
import { catalogueTable, tableLookup } from '../known-table';
import { checkAsItRuns } from './engine-check';
import { QuerySettings, type QuerySetting } from './query-setting';

/** Helps to write a text: what may stand at a place, what is wrong with it, and how it is laid out. */
@Injectable()
export class QueryEditorService {
  constructor(private readonly settings: QuerySettings) {}

  /** What can stand at a place of the text. Errors as `QuerySettings.of`. */
  async complete({ sql, offset, ...text }: CompletionRequest): Promise<CompletionResult> {
    const { context, dialect } = await this.settings.of(text);
    return { ...complete(sql, offset ?? sql.length, context), dialect };
  }

  /** Every fault of a text; nothing of it is run. Errors as `QuerySettings.of`. */
  async check({ sql, ...text }: QueryText, signal: AbortSignal): Promise<QueryCheckResult> {
    const setting = await this.settings.of(text);
    const found = diagnose(sql, setting.context, judgedWith(setting));
    const statements = splitStatements(sql).length;
    const diagnostics = found.length > 0 || statements === 0 ? found : await checkAsItRuns(sql, setting, signal);
    return { valid: !diagnostics.some(({ severity }) => severity === 'error'), statements, diagnostics, dialect: setting.dialect, warehouse: setting.warehouse };
  }

  /** Lays a text out by the rules of its dialect. Errors as `QuerySettings.of`. */
  async format({ sql, keyword_case: keywordCase, ...text }: QueryText & { readonly keyword_case?: KeywordCase }): Promise<FormatResult> {
    const { dialect, context } = await this.settings.of(text);
    return { ...(await formatSql(sql, { dialect, language: context.language, ...(keywordCase && { keywordCase }) })), dialect };
  }
}

function judgedWith(setting: QuerySetting): DiagnoseOptions {
  const translation = translationOf(setting);
  const { rowId } = setting.permissions;
  return { ...(translation && { translation }), ...(rowId !== undefined && { rowId }) };
}

/** What the text would be translated with; undefined where the warehouse takes it as it is. */
function translationOf({ dialect, context: { language }, tables }: QuerySetting): TranslationOptions | undefined {
  if (dialect === 'ansi' || dialect === language || !isTranslatable(dialect, language)) return undefined;
  const named = tables.flatMap(({ name, physicalName, columns }) => [{ name: physicalName, columns }, { name, columns }]);
  return { dialect, engine: language, tables: tableLookup(named), tablePrefix: '', described: tables.map(catalogueTable) };
}
