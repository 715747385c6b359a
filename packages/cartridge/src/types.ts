// The shelf: what can be called, how it is run, how it gets there.
import type { CartridgeVerdict } from '@zooid/judge'
import type { CartridgeRequest, CartridgeResponse, Fault, Manifest, Usage } from '@zooid/sandbox'

export type Cartridge = {
  readonly slug: string
  readonly version: number
  readonly sha256: string
  readonly manifest: Manifest
  readonly publishedAt: number
}

export type CallResult =
  | { readonly ok: true; readonly response: CartridgeResponse; readonly usage: Usage }
  | { readonly ok: false; readonly fault: Fault; readonly usage: Usage }

export type PublishResult =
  | { readonly ok: true; readonly cartridge: Cartridge; readonly unchanged: boolean }
  | { readonly ok: false; readonly verdict: CartridgeVerdict }

export type Shelf = {
  readonly list: () => readonly Cartridge[]
  readonly find: (slug: string) => Cartridge | undefined
  /** Runs the active version with its capabilities, composition to depth 3 and one KV transaction for the whole tree. */
  readonly call: (
    slug: string,
    request: CartridgeRequest,
    signal?: AbortSignal,
  ) => Promise<CallResult>
  /** Judges, then swaps atomically; running calls finish on the version they began with. */
  readonly publish: (files: {
    readonly manifest: unknown
    readonly index: string
    readonly test: string
  }) => Promise<PublishResult>
  readonly rollback: (slug: string) => Cartridge | undefined
  readonly remove: (slug: string) => boolean
  readonly source: (
    slug: string,
  ) => { readonly manifest: Manifest; readonly index: string; readonly test: string } | undefined
}

/** What createShelf returns: the public shelf and what only the node's own start and judge need of it. */
export type RunningShelf = Shelf & {
  /** Like `publish` for contents that passed the judge before: types are erased, nothing is tested. */
  readonly publishJudged: Shelf['publish']
  /**
   * Runs like `call` but keeps nothing: no KV, no statistics. For tests of cartridges that call others.
   * @throws CallRefusedError, ChildFaultError
   */
  readonly rehearse: (slug: string, request: CartridgeRequest) => Promise<CartridgeResponse>
}
