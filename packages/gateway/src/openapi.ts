// openapi.json: the route table as registered, plus one path per published cartridge with its price.
// The document is rebuilt only when the shelf changed.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Cartridge } from '@zooid/cartridge'
import { componentRef, embedSchema } from './embed-schema.ts'
import type { GatewayEnv } from './env.ts'
import { type Price, priceOf } from './offer.ts'
import type { GatewayDeps } from './types.ts'

export type OpenApiDocument = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
}

export type Operation = {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly object[]
  readonly parameters?: readonly {
    readonly name?: string
    readonly in?: string
    readonly required?: boolean
    readonly description?: string
  }[]
  readonly responses?: { readonly [status: string]: { readonly description?: string } }
  readonly 'x-price'?: Price
}

export function createOpenApi(
  app: OpenAPIHono<GatewayEnv>,
  deps: GatewayDeps,
): () => OpenApiDocument {
  let built: { readonly key: string; readonly document: OpenApiDocument } | undefined
  return () => {
    const cartridges = deps.shelf.list()
    const key = cartridges.map(({ slug, version, sha256 }) => `${slug}@${version}:${sha256}`).join()
    if (built?.key !== key) built = { key, document: buildDocument(app, cartridges, deps) }
    return built.document
  }
}

function buildDocument(
  app: OpenAPIHono<GatewayEnv>,
  cartridges: readonly Cartridge[],
  deps: GatewayDeps,
): OpenApiDocument {
  const { config } = deps
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: `Zooid node ${config.name}`,
      version: config.version,
      description: 'Small functions, paid per call over x402. Cartridges are the paths under /c/.',
    },
    servers: [{ url: config.publicUrl }],
  })
  const paid = cartridges.map((cartridge) => [`/c/${cartridge.slug}`, pathOf(cartridge, deps)])
  // The generator's type is wider than what the docs page reads; the members named here are OpenAPI's own.
  return {
    ...document,
    paths: { ...document.paths, ...Object.fromEntries(paid) },
    components: {
      ...document.components,
      schemas: {
        ...document.components?.schemas,
        ...Object.fromEntries(cartridges.flatMap(schemasOf)),
      },
      securitySchemes: {
        operator: { type: 'http', scheme: 'bearer', description: 'Operator token of this node' },
      },
    },
  } as OpenApiDocument
}

function pathOf(cartridge: Cartridge, deps: GatewayDeps) {
  const { manifest, slug } = cartridge
  const price = priceOf(cartridge, deps)
  const problem = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  }
  const unpaid = manifest.flow === 'upfront' ? 'the payment goes back' : 'not charged'
  const operation = (method: string) => ({
    operationId: `${method.toLowerCase()}_${slug.replaceAll('-', '_')}`,
    tags: ['cartridges'],
    summary: manifest.title,
    description: manifest.description,
    'x-price': price,
    'x-payment-info': {
      protocols: ['x402'],
      pricingMode: 'fixed',
      price: price.usd.slice(1),
      currency: 'USD',
      network: price.network,
      asset: price.asset,
      amount: price.atomic,
      payTo: deps.settler.address,
      flow: manifest.flow,
    },
    ...inputOf(cartridge, method),
    responses: {
      200: {
        description: 'Paid and done',
        headers: {
          'PAYMENT-RESPONSE': {
            schema: { type: 'string' },
            description: 'Settlement, Base64 JSON',
          },
          'Zooid-Receipt': { schema: { type: 'string' }, description: 'Path of the receipt' },
        },
        content: { 'application/json': { schema: { $ref: componentRef(`${slug}.output`) } } },
      },
      402: {
        description: 'Payment needed; the offer is in PAYMENT-REQUIRED',
        headers: {
          'PAYMENT-REQUIRED': { schema: { type: 'string' }, description: 'Offer, Base64 JSON' },
        },
      },
      502: { description: `The cartridge failed; ${unpaid}`, content: problem },
      504: { description: `The cartridge timed out; ${unpaid}`, content: problem },
    },
  })
  return Object.fromEntries(
    manifest.methods.map((method) => [method.toLowerCase(), operation(method)]),
  )
}

/** Both schemas of a cartridge, each whole and in one place, so that it can refer to itself. */
function schemasOf({ manifest, slug }: Cartridge) {
  return (['input', 'output'] as const).map((side) => {
    const name = `${slug}.${side}`
    return [name, embedSchema(manifest[side], name)] as const
  })
}

/** `input` is the schema of the body, or of the query where there is no body. */
function inputOf({ manifest, slug }: Cartridge, method: string): object {
  if (method === 'POST' || method === 'PUT')
    return {
      requestBody: {
        content: {
          'application/json': {
            schema: { $ref: componentRef(`${slug}.input`) },
            examples: Object.fromEntries(
              manifest.examples
                .filter(({ request }) => request.method === method)
                .map(({ title, request }) => [title, { value: request.body }]),
            ),
          },
        },
      },
    }
  const { properties, required } = manifest.input
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {}
  const isRequired = new Set(Array.isArray(required) ? required : [])
  return {
    parameters: Object.keys(properties).map((name) => ({
      name,
      in: 'query',
      required: method === 'GET' && !manifest.methods.includes('POST') && isRequired.has(name),
      schema: { $ref: componentRef(`${slug}.input`, 'properties', name) },
    })),
  }
}
