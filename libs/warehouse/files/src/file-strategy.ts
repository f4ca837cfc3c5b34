import { join } from 'node:path';
import { AppError, formatColumnType, type ColumnType } from '@dw-sim/contracts';
import type { S3Settings } from '@dw-sim/staging';
import type { ConnectionSpec, DsnFault, WarehouseCapabilities, WarehouseConfig, WarehouseSession, WarehouseStrategy } from '@dw-sim/warehouse-core';
import { Converter } from './converter';
import { readFileOptions, type FileFormat } from './file-options';
import { confinedFolder, parseFileDsn, type FileLocation } from './file-place';
import { FileSession } from './file-session';
import { FolderPlace } from './folder-place';
import type { OutputPlace } from './output-place';
import { S3Place } from './s3-place';

/** What a composition root decides for all targets of files. */
export interface FileTargetOptions {
  /** Folders that files may be written to, and nowhere else. The first one is used where a target names none. */
  readonly folders: readonly string[];
  /** How buckets are reached. */
  readonly s3: Pick<S3Settings, 'endpoint' | 'region' | 'forcePathStyle'>;
}

const LABELS: Readonly<Record<FileFormat, string>> = { parquet: 'Parquet files', csv: 'CSV files', jsonl: 'JSON Lines files' };

/** Writes tables as files to a folder (`file:///data/out`) or a bucket (`s3://bucket/prefix`). */
export class FileStrategy implements WarehouseStrategy {
  readonly label: string;
  readonly capabilities: WarehouseCapabilities = {
    // Room for a table's name in the name of a folder, with what is added to it while it is written.
    maxIdentifierBytes: 200,
    enforcesUniqueKeys: false,
    enforcesForeignKeys: false,
    exactDecimals: true,
    temporalTypes: true,
    cancelsQueries: false,
  };

  readonly connection: ConnectionSpec = {
    place: 'folder',
    protocols: ['file', 's3'],
    dsnRequired: false,
    dsnExample: 'file:///data/out?compression=zstd or s3://bucket/prefix',
    schema: { default: null, choosable: false },
    check: (dsn) => this.dsnFault(dsn),
    options: {},
  };

  constructor(
    readonly id: FileFormat,
    private readonly targets: FileTargetOptions,
  ) {
    this.label = LABELS[id];
  }

  physicalType(type: ColumnType): string {
    return formatColumnType(type);
  }

  /** @throws AppError `invalid_request` for a DSN that is none, its options and a folder outside; `warehouse_unavailable` */
  async open(config: WarehouseConfig): Promise<WarehouseSession> {
    const dsn = config.connection?.dsn;
    const { location, parameters } = dsn === undefined ? { location: this.ownFolder(), parameters: new URLSearchParams() } : parseFileDsn(dsn);
    const options = readFileOptions(this.id, parameters);
    return new FileSession(this.id, options, await this.placeOf(location, config), new Converter(this.id, options, config));
  }

  private dsnFault(dsn: string): DsnFault | undefined {
    try {
      const { location, parameters } = parseFileDsn(dsn);
      readFileOptions(this.id, parameters);
      if ('folder' in location) confinedFolder(location.folder, this.targets.folders);
      return undefined;
    } catch (error) {
      // Expected: what these three refuse.
      if (!(error instanceof AppError)) throw error;
      return { message: error.message.replace(/\.$/, ''), allowed: error.details.hint?.replace(/\.$/, '') ?? this.connection.dsnExample };
    }
  }

  private ownFolder(): FileLocation {
    return { folder: join(this.targets.folders[0] ?? '', this.id) };
  }

  private async placeOf(location: FileLocation, { directory }: WarehouseConfig): Promise<OutputPlace> {
    if ('folder' in location) return FolderPlace.open(confinedFolder(location.folder, this.targets.folders));
    const place = new S3Place({ ...this.targets.s3, ...location }, join(directory, 'outgoing'));
    await place.probe();
    return place;
  }
}
