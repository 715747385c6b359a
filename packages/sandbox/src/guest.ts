// Ambient types guest code is checked against. Only granted capabilities are declared, so using one
// that the manifest does not list is a type error at publication, not a surprise at run time.
import type { Capability } from './types.ts'

const always = `
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
interface Request {
  readonly method: string
  readonly path: string
  readonly query: { readonly [name: string]: string }
  readonly headers: { readonly [name: string]: string }
  readonly body: Json
  readonly payment: { readonly payer: string; readonly amount: string; readonly asset: string; readonly network: string } | null
}
interface Response {
  /** @default 200 */
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  readonly body?: Json
}
/** A picture that tick draws: equally long rows, one character a pixel, each character a CSS colour. */
interface Frame {
  readonly rows: readonly string[]
  readonly palette: { readonly [character: string]: string }
  /** A line below the picture, such as a score. */
  readonly text?: string
}
`

const granted: Record<Capability, string> = {
  kv: `
/** This cartridge's own storage. All writes of one call commit together, or not at all. */
declare const kv: {
  get(key: string): Json | undefined
  set(key: string, value: Json): void
  delete(key: string): boolean
  list(prefix?: string, limit?: number): string[]
}
`,
  call: `
/** Call another cartridge of this node, at most three deep, within this call's remaining time. */
declare function call(slug: string, request: Partial<Request>): Promise<{ status: number; headers: { [name: string]: string }; body: Json }>
`,
  log: `
/** One line to the operator's log. */
declare function log(...values: Json[]): void
`,
  now: `
/** Milliseconds since the Unix epoch. Date.now() works as well with this capability. */
declare function now(): number
`,
  random: `
/** Cryptographically strong random bytes, at most 1024 a call. Math.random() works as well with this capability. */
declare function random(length: number): Uint8Array
`,
  payment: '',
}

const testing = `
declare function test(name: string, run: () => void | Promise<void>): void
/**
 * Runs the cartridge under test with its own capabilities and a fresh KV that lives for this test.
 * \`payer\` is the address that pays for this call: request.payment of a cartridge that may see it.
 */
declare function request(request: Partial<Request> & { readonly payer?: string }): Promise<{ status: number; headers: { [name: string]: string }; body: any }>
declare function equal(actual: unknown, expected: unknown, message?: string): void
declare function ok(condition: unknown, message?: string): void
declare function match(text: unknown, pattern: RegExp, message?: string): void
declare function throws(run: () => unknown, pattern?: RegExp): void
`

/** Declarations for a cartridge's index.ts with these capabilities. */
export function guestDeclarations(capabilities: readonly Capability[]): string {
  return always + capabilities.map((name) => granted[name]).join('')
}

/** Declarations for a cartridge's test.ts. */
export function testDeclarations(): string {
  return always + testing
}
