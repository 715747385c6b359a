// One JSON log line of a node, made readable. Lines that are no JSON pass through, cleaned.
import { parseJson } from '@zooid/base'
import { clean, cyan, dim, red, yellow } from './terminal.ts'

const limits = { maxBytes: 256 * 1024, maxDepth: 32 }
const hidden = new Set(['level', 'time', 'pid', 'hostname', 'name', 'node', 'msg'])

export type LogRecord = { readonly level: number; readonly fields: Record<string, unknown> }

export const logLevel = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const
export type LogLevelName = keyof typeof logLevel

/** The record of a pino line, or null for anything else. */
export function parseLogLine(line: string): LogRecord | null {
  if (!line.startsWith('{')) return null
  const parsed = parseJson(line, limits)
  if (!parsed.ok || parsed.value === null || typeof parsed.value !== 'object') return null
  const fields = parsed.value as Record<string, unknown>
  return typeof fields.level === 'number' ? { level: fields.level, fields } : null
}

/** `12:00:00 queen  WARN  message key=value` */
export function formatLogLine(name: string, line: string): string {
  const record = parseLogLine(line)
  if (!record) return `${dim('--------')} ${cyan(name)} ${clean(line)}`
  const { level, fields } = record
  const time = new Date(Number(fields.time ?? 0)).toISOString().slice(11, 19)
  const label =
    level >= logLevel.error ? red('ERROR') : level >= logLevel.warn ? yellow('WARN') : 'info'
  const rest = Object.entries(fields)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
  return `${dim(time)} ${cyan(name)} ${label} ${clean(String(fields.msg ?? ''))} ${dim(clean(rest))}`.trimEnd()
}
