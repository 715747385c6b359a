// The dashboard's files, read once at start and served from memory: a request never becomes a file
// path. Without a built dashboard `/` answers what /info answers.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { requestHeader } from '../env.ts'
import { pagePolicy, type Reply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import type { GatewayDeps } from '../types.ts'
import { infoReply } from './info.ts'

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

type File = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly etag: string
}

export function dashboardRoutes(deps: GatewayDeps): Route[] {
  const startedAt = deps.clock.now()
  const files = deps.config.dashboardDir === null ? [] : readFiles(deps.config.dashboardDir)
  const index = files.find(({ name }) => name === 'index.html')
  const assets = files.filter((file) => file !== index)
  return [
    route({
      method: 'get',
      path: '/',
      auth: 'public',
      tags: ['node'],
      summary: 'Dashboard, or this node in JSON',
      responses: {
        200: { description: 'A page', content: { 'text/html': { schema: z.string() } } },
      },
      answer: ({ c }) =>
        index === undefined || wantsJson(requestHeader(c, 'accept'))
          ? infoReply(deps, startedAt)
          : fileReply(index, requestHeader(c, 'if-none-match')),
    }),
    ...assets.map((file) =>
      route({
        method: 'get',
        path: `/${file.name}`,
        auth: 'public',
        tags: ['node'],
        summary: 'A file of the dashboard',
        responses: { 200: { description: 'The file' } },
        answer: ({ c }) => fileReply(file, requestHeader(c, 'if-none-match')),
      }),
    ),
  ]
}

function readFiles(folder: string): File[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const type = types[extname(entry.name)]
    // Names become routes, so only plain ones do.
    if (!entry.isFile() || type === undefined || !/^[\w.-]{1,80}$/.test(entry.name)) return []
    const bytes = readFileSync(join(folder, entry.name))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    return [{ name: entry.name, type, bytes, etag }]
  })
}

function fileReply(file: File, ifNoneMatch: string | undefined): Reply {
  const headers = {
    'Content-Type': file.type,
    'Content-Security-Policy': pagePolicy,
    'Cache-Control': 'no-cache',
    ETag: file.etag,
  }
  return ifNoneMatch === file.etag
    ? { status: 304, headers, body: null }
    : { status: 200, headers, body: file.bytes }
}

function wantsJson(accept = ''): boolean {
  return accept.includes('application/json') && !accept.includes('text/html')
}
