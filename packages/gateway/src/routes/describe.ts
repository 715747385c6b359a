// What the language of genomes says about itself: its index, and one op at a time. Agents read this to
// write networks and programs; `zooid describe` prints the same.
import { z } from '@hono/zod-openapi'
import { ZooidError } from '@zooid/base'
import { HttpProblem } from '../problem.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject } from '../schemas.ts'
import type { Language } from '../types.ts'

export function describeRoutes(language: Language | null): Route[] {
  if (language === null) return []
  return [
    route({
      method: 'get',
      path: '/describe',
      auth: 'public',
      tags: ['language'],
      summary: 'Index of the genome language, or ops that fit some words',
      query: z.object({
        q: z.string().max(100).optional().openapi({ description: 'Words to look for' }),
      }),
      responses: answers(
        jsonObject.openapi('Language'),
        'The manifest; with `q`, `{ops: [names, best first]}`',
        [400],
      ),
      answer: async ({ query: { q } }) =>
        jsonReply(q === undefined ? await language.manifest() : { ops: await language.search(q) }),
    }),
    route({
      method: 'get',
      path: '/describe/{op}',
      auth: 'public',
      tags: ['language'],
      summary: 'One op: types, attributes, cost, gradient, example',
      params: z.object({ op: z.string().max(40).openapi({ example: 'rms_norm' }) }),
      responses: answers(
        z.object({ op: z.string(), description: z.string() }).openapi('OpDescription'),
        'At most 600 bytes of text',
        [400, 404],
      ),
      answer: async ({ params: { op } }) =>
        jsonReply({ op, description: await describeOrNotFound(language, op) }),
    }),
  ]
}

async function describeOrNotFound(language: Language, op: string): Promise<string> {
  try {
    return await language.describe(op)
  } catch (error) {
    if (!(error instanceof ZooidError) || error.code !== 'genome.unknown_op') throw error
    throw new HttpProblem(404, error.code, error.message, {
      hint: error.hint ?? 'GET /describe lists all ops',
    })
  }
}
