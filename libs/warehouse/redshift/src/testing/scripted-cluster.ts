import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a statement is answered: rows of text by column, an error with its SQLSTATE, or nothing until it is cancelled. */
export type Answer = { readonly rows: readonly Readonly<Record<string, string>>[] } | { readonly error: string; readonly code: string } | 'silence';

const SSL_REQUEST = 80_877_103;
const TEXT_TYPE = 25;
const PROCESS_ID = 4711;

/**
 * A server that speaks PostgreSQL's protocol (https://www.postgresql.org/docs/current/protocol-message-formats.html) and
 * knows nothing of SQL: it notes each statement and answers what the script says, or no rows.
 */
export class ScriptedCluster {
  /** Statements in the order of their coming, of all connections. */
  readonly statements: string[] = [];
  private readonly server: Server = createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly script: (sql: string) => Answer | undefined) {}

  static async start(script: (sql: string) => Answer | undefined): Promise<ScriptedCluster> {
    const cluster = new ScriptedCluster(script);
    cluster.server.listen(0, '127.0.0.1');
    await once(cluster.server, 'listening');
    return cluster;
  }

  get dsn(): string {
    return `redshift://me:secret@127.0.0.1:${(this.server.address() as AddressInfo).port}/dev`;
  }

  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    let received = Buffer.alloc(0);
    let started = false;
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      for (;;) {
        const head = started ? 1 : 0;
        if (received.length < head + 4) return;
        const length = head + received.readInt32BE(head);
        if (received.length < length) return;
        const message = received.subarray(0, length);
        received = received.subarray(length);
        if (started) this.answer(socket, message);
        else if (message.readInt32BE(4) === SSL_REQUEST) socket.write('N');
        else started = welcome(socket);
      }
    });
  }

  private answer(socket: Socket, message: Buffer): void {
    if (message.toString('latin1', 0, 1) === 'X') return void socket.end();
    const sql = message.toString('utf8', 5, message.length - 1);
    this.statements.push(sql);
    const answer = this.script(sql) ?? { rows: [] };
    if (answer === 'silence') return;
    const told = 'error' in answer ? [failure(answer)] : [...table(answer.rows), packet('C', text('OK'))];
    socket.write(Buffer.concat([...told, READY]));
  }
}

function welcome(socket: Socket): true {
  const key = Buffer.alloc(8);
  key.writeInt32BE(PROCESS_ID);
  socket.write(Buffer.concat([packet('R', Buffer.alloc(4)), packet('K', key), READY]));
  return true;
}

function packet(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = packet('Z', Buffer.from('I'));

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function failure({ error, code }: { readonly error: string; readonly code: string }): Buffer {
  return packet('E', Buffer.concat([text('SERROR'), text(`C${code}`), text(`M${error}`), Buffer.alloc(1)]));
}

/** Description of the columns and the rows; nothing where there are none. */
function table(rows: readonly Readonly<Record<string, string>>[]): readonly Buffer[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first).map((name) => {
    const description = Buffer.alloc(18);
    description.writeInt32BE(TEXT_TYPE, 6);
    description.writeInt16BE(-1, 10);
    return Buffer.concat([text(name), description]);
  });
  return [packet('T', list(columns)), ...rows.map((row) => packet('D', list(Object.values(row).map(cell))))];
}

function list(items: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(items.length);
  return Buffer.concat([count, ...items]);
}

function cell(value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
}
