// `zooid logs`: log files of this folder's nodes, or the typed events of a running node.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CliError, dataFlag, defineCommand, jsonFlag, nodeFlag, UsageError } from '../command.ts'
import { type DataDir, dataDir } from '../data-dir.ts'
import { formatLogLine } from '../log-line.ts'
import { nodeUrl } from '../node-api.ts'
import { events, type SseEvent } from '../sse.ts'
import { nearest } from '../suggest.ts'
import { follow, openTail } from '../tail.ts'
import { clean, cyan, dim, note, print } from '../terminal.ts'
import { readRunning } from '../up-file.ts'

export const command = defineCommand({
  about: 'Read or follow logs and events',
  examples: ['zooid logs', 'zooid logs worker-1 -f', 'zooid logs queen --events --after 0 --json'],
  args: {
    name: { type: 'positional', description: 'Node (default: all)', required: false },
    follow: { type: 'boolean', alias: 'f', description: 'Keep going' },
    lines: { type: 'string', alias: 'n', description: 'Lines to start with', default: '50' },
    events: {
      type: 'boolean',
      description: 'Events of a running node instead of its log file; follows until Ctrl-C',
    },
    after: { type: 'string', description: 'With --events: only ids above this', valueHint: 'id' },
    node: nodeFlag,
    data: dataFlag,
    json: { ...jsonFlag, description: 'Print lines as they are stored' },
  },
  async run(args) {
    const count = Number(args.lines)
    if (!Number.isInteger(count) || count < 0 || count > 100_000)
      throw new UsageError(`--lines ${args.lines} is not a number up to 100000`)
    const data = dataDir(args.data)
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    if (args.events) {
      const url = new URL('/events', eventsNode(args.name, args.node, data))
      return followEvents(url, args.after, args.json === true, stop.signal)
    }
    const names = logNames(args.name, data)
    const tails = new Map(names.map((name) => [name, openTail(join(data.logs, `${name}.log`))]))
    const show = (name: string, line: string) => print(args.json ? line : formatLogLine(name, line))
    for (const [name, tail] of tails) for (const line of tail.last(count)) show(name, line)
    if (args.follow) await follow(tails, show, stop.signal)
    return undefined
  },
})

function logNames(name: string | undefined, data: DataDir): readonly string[] {
  const names = existsSync(data.logs)
    ? readdirSync(data.logs).flatMap((file) => (file.endsWith('.log') ? [file.slice(0, -4)] : []))
    : []
  if (name === undefined) {
    if (names.length === 0)
      throw new CliError('logs.none', `there are no logs in ${data.logs}`, {
        hint: 'start a colony with "zooid up", or name its folder with --data',
      })
    return names
  }
  if (names.includes(name)) return [name]
  const guess = nearest(name, names)
  throw new CliError('logs.unknown_node', `there is no log of "${name}" in ${data.logs}`, {
    hint: guess ? `did you mean ${guess}?` : `there are: ${names.join(', ') || 'none'}`,
  })
}

function eventsNode(name: string | undefined, node: string | undefined, data: DataDir): string {
  if (name === undefined || node !== undefined) return nodeUrl(node, data)
  const found = readRunning(data.upFile)?.nodes.find((entry) => entry.name === name)
  if (found?.url) return found.url
  throw new CliError('logs.unknown_node', `"${name}" does not run here`, {
    hint: 'zooid ps shows what runs; a node elsewhere is named with --node',
  })
}

async function followEvents(
  url: URL,
  after: string | undefined,
  isRaw: boolean,
  signal: AbortSignal,
): Promise<undefined> {
  if (after !== undefined && !/^\d{1,15}$/.test(after))
    throw new UsageError(`--after ${after} is not an event id`)
  const onRetry = (reason: string, pauseMs: number) =>
    note(dim(`${clean(reason)}; again in ${pauseMs / 1000} s`))
  const stream = events(url, { ...(after === undefined ? {} : { after }), signal, onRetry })
  for await (const event of stream)
    print(
      isRaw
        ? JSON.stringify({ id: event.id, type: event.type, data: parsed(event.data) })
        : formatEvent(event),
    )
  return undefined
}

/** `    12 19:00:00 payment.settled {…}` */
function formatEvent({ id, type, data }: SseEvent): string {
  const event = parsed(data)
  const { at, data: details } =
    event !== null && typeof event === 'object' ? (event as { at?: unknown; data?: unknown }) : {}
  const time = typeof at === 'number' ? new Date(at).toISOString().slice(11, 19) : '--------'
  const text = details === undefined ? data : JSON.stringify(details)
  return `${dim(`${id.padStart(6)} ${time}`)} ${cyan(clean(type))} ${clean(text)}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
