// The operator's shelf: publish (judged before it counts), look, roll back, remove.
import { z } from '@hono/zod-openapi'
import type { Cartridge, PublishResult } from '@zooid/cartridge'
import { HttpProblem } from '../problem.ts'
import { UnknownCartridgeError } from '../refusals.ts'
import { emptyReply, jsonReply, type Reply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject, problemAnswers, slugParams } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

/** Manifest, source and tests together. */
const maxPublicationBytes = 256 * 1024

const publication = z
  .object({ manifest: jsonObject, index: z.string().min(1), test: z.string().min(1) })
  .openapi('Publication', { description: 'cartridge.json, index.ts and test.ts' })

const releaseSchema = z
  .object({
    slug: z.string(),
    version: z.string(),
    release: z.int(),
    sha256: z.string(),
    publishedAt: z.number(),
    unchanged: z.boolean(),
  })
  .openapi('Release')

export function adminRoutes(deps: GatewayDeps): Route[] {
  const publish = (method: 'post' | 'put') =>
    route({
      method,
      path: '/admin/cartridges',
      auth: 'operator',
      tags: ['operator'],
      summary: 'Check, test and publish a cartridge, new or changed',
      body: publication,
      maxBodyBytes: maxPublicationBytes,
      responses: {
        ...answers(releaseSchema, 'Already there, byte for byte', [400, 401, 403, 413, 422, 503]),
        201: { description: 'Live', content: { 'application/json': { schema: releaseSchema } } },
      },
      answer: async ({ body }) => publishedReply(await deps.shelf.publish(body)),
    })
  return [
    publish('post'),
    publish('put'),
    route({
      method: 'get',
      path: '/admin/cartridges/{slug}',
      auth: 'operator',
      tags: ['operator'],
      summary: 'Source of the active version',
      params: slugParams,
      responses: answers(publication, 'The three files', [401, 403, 404]),
      answer: ({ params: { slug } }) => {
        const source = deps.shelf.source(slug)
        if (source === undefined) throw new UnknownCartridgeError(slug)
        return jsonReply(source)
      },
    }),
    route({
      method: 'post',
      path: '/admin/cartridges/{slug}/rollback',
      auth: 'operator',
      tags: ['operator'],
      summary: 'Make the previous version the active one again',
      params: slugParams,
      responses: answers(releaseSchema, 'Rolled back', [401, 403, 404, 409]),
      answer: ({ params: { slug } }) => {
        if (deps.shelf.find(slug) === undefined) throw new UnknownCartridgeError(slug)
        const cartridge = deps.shelf.rollback(slug)
        if (cartridge === undefined)
          throw new HttpProblem(
            409,
            'cartridge.no_previous',
            `"${slug}" has no version before this`,
          )
        return jsonReply(release(cartridge, false))
      },
    }),
    route({
      method: 'delete',
      path: '/admin/cartridges/{slug}',
      auth: 'operator',
      tags: ['operator'],
      summary: 'Take a cartridge off the shelf, with its stored keys',
      params: slugParams,
      responses: { 204: { description: 'Gone' }, ...problemAnswers([401, 403, 404]) },
      answer: ({ params: { slug } }) => {
        if (!deps.shelf.remove(slug)) throw new UnknownCartridgeError(slug)
        return emptyReply(204)
      },
    }),
  ]
}

function publishedReply(result: PublishResult): Reply {
  if (result.ok)
    return jsonReply(release(result.cartridge, result.unchanged), result.unchanged ? 200 : 201)
  const { verdict } = result
  const isOurs = verdict.kind === 'infrastructure'
  throw new HttpProblem(
    isOurs ? 503 : 422,
    isOurs ? 'cartridge.not_judged' : `cartridge.${verdict.kind}`,
    isOurs ? 'the cartridge could not be checked' : 'the cartridge did not pass its check',
    {
      hint: isOurs ? 'try again; nothing was published' : 'see "verdict"; nothing was published',
      members: { verdict },
    },
  )
}

function release(cartridge: Cartridge, unchanged: boolean) {
  return {
    slug: cartridge.slug,
    version: cartridge.manifest.version,
    release: cartridge.version,
    sha256: cartridge.sha256,
    publishedAt: cartridge.publishedAt,
    unchanged,
  }
}
