// The description of this API, for machines and for people.
import { z } from '@hono/zod-openapi'
import { docsStyle, renderDocs } from '../docs-page.ts'
import type { OpenApiDocument } from '../openapi.ts'
import { jsonReply, pagePolicy } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject } from '../schemas.ts'

const page = (type: string) => ({
  200: { description: 'The page', content: { [type]: { schema: z.string() } } },
})

export function docsRoutes(document: () => OpenApiDocument): Route[] {
  return [
    route({
      method: 'get',
      path: '/openapi.json',
      auth: 'public',
      tags: ['node'],
      summary: 'OpenAPI 3.1 with prices',
      responses: answers(jsonObject, 'The document'),
      answer: () => jsonReply(document()),
    }),
    route({
      method: 'get',
      path: '/docs',
      auth: 'public',
      tags: ['node'],
      summary: 'This reference as a page',
      responses: page('text/html'),
      answer: () => ({
        status: 200,
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': pagePolicy,
          'Cache-Control': 'no-store',
        },
        body: renderDocs(document()),
      }),
    }),
    route({
      method: 'get',
      path: '/docs/style.css',
      auth: 'public',
      tags: ['node'],
      summary: 'Style of the reference',
      responses: page('text/css'),
      answer: () => ({
        status: 200,
        headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' },
        body: docsStyle,
      }),
    }),
  ]
}
