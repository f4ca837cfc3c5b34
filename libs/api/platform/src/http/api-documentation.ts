import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const DESCRIPTION = `A private Redshift and Snowflake on a laptop: describe tables, generate realistic rows, query them.

Every route answers under \`/api\` and \`/api/v1\` alike. Errors are problem details (RFC 9457) with a stable \`code\`;
those of documents carry every fault with its JSON path, those of texts the line and column.`;

/** Serves the OpenAPI document at `/api/docs-json` and its page at `/api/docs`; it is made when it is first asked for. */
export function serveApiDocumentation(app: INestApplication, version: string): void {
  const config = new DocumentBuilder().setTitle('DW Simulator').setDescription(DESCRIPTION).setVersion(version).setLicense('Apache-2.0', '').build();
  const create = () => SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${method}${controller.replace('Controller', '')}` });
  SwaggerModule.setup('api/docs', app, create, { jsonDocumentUrl: 'api/docs-json', customSiteTitle: 'DW Simulator API' });
}
