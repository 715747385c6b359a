// What is for sale. The list lives at /c, one entry at /catalogue/<slug>: everything under /c/<slug>/
// belongs to the guest.
import { z } from '@hono/zod-openapi'
import type { Cartridge } from '@zooid/cartridge'
import { cartridgeGroups } from '@zooid/sandbox'
import type { CallStats } from '@zooid/store'
import { priceOf } from '../offer.ts'
import { UnknownCartridgeError } from '../refusals.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject, limitSchema, priceSchema, slugParams } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

const entrySchema = z
  .object({
    slug: z.string(),
    url: z.string(),
    title: z.string(),
    description: z.string(),
    version: z.string(),
    release: z.int(),
    price: priceSchema,
    flow: z.string(),
    methods: z.array(z.string()),
    capabilities: z.array(z.string()),
    tags: z.array(z.string()),
    group: z.enum(cartridgeGroups).nullable(),
    interactive: z.boolean(),
    input: jsonObject,
    output: jsonObject,
    examples: z.array(jsonObject),
    stats: z.object({
      calls: z.int(),
      faults: z.int(),
      p50Ms: z.number().nullable(),
      p99Ms: z.number().nullable(),
    }),
    publishedAt: z.number(),
  })
  .openapi('CatalogueEntry')

const listQuery = z.object({
  q: z.string().max(100).optional().openapi({ description: 'Words to look for' }),
  limit: limitSchema(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

export function catalogueRoutes(deps: GatewayDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/c',
      auth: 'public',
      tags: ['catalogue'],
      summary: 'Cartridges with prices and schemas',
      query: listQuery,
      responses: answers(
        z.object({
          total: z.int(),
          offset: z.int(),
          next: z.string().nullable(),
          cartridges: z.array(entrySchema),
        }),
        'A page of the catalogue',
        [400],
      ),
      answer: ({ query: { q, limit, offset } }) => {
        const found = search(deps.shelf.list(), q)
        const stats = statsBySlug(deps)
        const end = offset + limit
        const next = new URLSearchParams({
          ...(q === undefined ? {} : { q }),
          limit: String(limit),
          offset: String(end),
        })
        return jsonReply({
          total: found.length,
          offset,
          next: end < found.length ? `/c?${next}` : null,
          cartridges: found
            .slice(offset, end)
            .map((cartridge) => catalogueEntry(cartridge, stats.get(cartridge.slug), deps)),
        })
      },
    }),
    route({
      method: 'get',
      path: '/catalogue/{slug}',
      auth: 'public',
      tags: ['catalogue'],
      summary: 'One cartridge',
      params: slugParams,
      responses: answers(entrySchema, 'The entry', [400, 404]),
      answer: ({ params: { slug } }) => {
        const cartridge = deps.shelf.find(slug)
        if (cartridge === undefined) throw new UnknownCartridgeError(slug)
        return jsonReply(catalogueEntry(cartridge, statsBySlug(deps).get(slug), deps))
      },
    }),
  ]
}

function statsBySlug(deps: GatewayDeps): ReadonlyMap<string, CallStats> {
  return new Map(deps.store.callStats().map((stats) => [stats.slug, stats]))
}

/** All words must occur somewhere; better matches (slug, then title) come first. */
function search(cartridges: readonly Cartridge[], q: string | undefined): readonly Cartridge[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const sorted = [...cartridges].sort((a, b) => (a.slug < b.slug ? -1 : 1))
  if (words.length === 0) return sorted
  return sorted
    .map((cartridge) => ({ cartridge, score: scoreOf(cartridge, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ cartridge }) => cartridge)
}

function scoreOf({ slug, manifest }: Cartridge, words: readonly string[]): number {
  const fields = [
    { text: slug, weight: 4 },
    { text: manifest.title.toLowerCase(), weight: 3 },
    { text: manifest.tags.join(' ').toLowerCase(), weight: 2 },
    { text: manifest.description.toLowerCase(), weight: 1 },
  ]
  let score = 0
  for (const word of words) {
    const best = fields.find(({ text }) => text.includes(word))
    if (best === undefined) return 0
    score += best.weight
  }
  return score
}

function catalogueEntry(cartridge: Cartridge, stats: CallStats | undefined, deps: GatewayDeps) {
  const { manifest, slug, version, publishedAt } = cartridge
  return {
    slug,
    url: `${deps.config.publicUrl}/c/${slug}`,
    title: manifest.title,
    description: manifest.description,
    version: manifest.version,
    release: version,
    price: priceOf(cartridge, deps),
    flow: manifest.flow,
    methods: manifest.methods,
    capabilities: manifest.capabilities,
    tags: manifest.tags,
    group: manifest.group ?? null,
    interactive: manifest.interactive ?? false,
    input: manifest.input,
    output: manifest.output,
    examples: manifest.examples,
    stats: {
      calls: stats?.calls ?? 0,
      faults: stats?.faults ?? 0,
      p50Ms: stats?.p50Ms ?? null,
      p99Ms: stats?.p99Ms ?? null,
    },
    publishedAt,
  }
}
