// cartridge.json: what a cartridge is called, costs, needs and promises.
import { limits, parsePrice, slugPattern } from '@zooid/base'
import { z } from 'zod'
import { capabilityNames } from './types.ts'

/** Families of the library, in the order it is listed. */
export const cartridgeGroups = ['static', 'routing', 'state', 'app', 'suite', 'front-end'] as const
export type CartridgeGroup = (typeof cartridgeGroups)[number]

const jsonSchema = z.record(z.string(), z.json()).describe('JSON Schema (draft 2020-12)')

const isPrice = (text: string) => {
  try {
    // Work without a price would be work for anybody: nothing limits what nobody pays for.
    return parsePrice(text, 6) > 0n
  } catch {
    return false
  }
}

export const manifestSchema = z.strictObject({
  slug: z.string().regex(slugPattern, 'lower-case letters, digits and dashes, at most 40'),
  title: z.string().min(1).max(60),
  description: z.string().min(1).max(400),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'semantic version like 1.0.0'),
  price: z.string().refine(isPrice, 'a price above zero like "$0.001"'),
  /** `upfront` settles before the work and refunds when it fails. */
  flow: z.enum(['authorization', 'upfront']).default('authorization'),
  methods: z
    .array(z.enum(['GET', 'POST', 'PUT', 'DELETE']))
    .min(1)
    .default(['GET', 'POST']),
  capabilities: z.array(z.enum(capabilityNames)).default([]),
  timeoutMs: z.number().int().min(50).max(10_000).default(2000),
  tags: z.array(z.string().max(32)).max(8).default([]),
  /** Where the library lists it. */
  group: z.enum(cartridgeGroups).optional(),
  /** Exports `tick(state, input)`, which its page runs on a canvas; see docs/cartridges.md. */
  interactive: z.boolean().optional(),
  /** Its HTML answers carry scripts. Implied by `interactive` and by the group front-end. */
  scripts: z.boolean().optional(),
  /** Schema of `request.body` (POST) or of the query (GET). */
  input: jsonSchema,
  output: jsonSchema,
  examples: z
    .array(
      z.strictObject({
        title: z.string().max(80),
        request: z.strictObject({
          method: z.string().default('GET'),
          path: z.string().default('/'),
          query: z.record(z.string(), z.string()).default({}),
          body: z.json().default(null),
        }),
        response: z
          .strictObject({ status: z.number().int().default(200), body: z.json() })
          .optional(),
      }),
    )
    .min(1)
    .max(10),
})

export type Manifest = z.infer<typeof manifestSchema>

/** May a browser run the scripts of this cartridge's HTML answers? In an origin of their own, offline. */
export function runsScripts({ scripts, interactive, group }: Manifest): boolean {
  return scripts === true || interactive === true || group === 'front-end'
}

export type ManifestResult =
  | { readonly ok: true; readonly manifest: Manifest }
  | {
      readonly ok: false
      readonly issues: readonly { readonly field: string; readonly message: string }[]
    }

/** Parse an untrusted cartridge.json value; never throws. */
export function parseManifest(value: unknown): ManifestResult {
  if (JSON.stringify(value)?.length > limits.cartridgeSourceBytes)
    return {
      ok: false,
      issues: [
        { field: '', message: `manifest is larger than ${limits.cartridgeSourceBytes} bytes` },
      ],
    }
  const parsed = manifestSchema.safeParse(value)
  if (parsed.success) return { ok: true, manifest: parsed.data }
  return {
    ok: false,
    issues: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.') || '(root)',
      message: issue.message,
    })),
  }
}
