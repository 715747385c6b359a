// The shelf itself: what is on it, and how things get there and leave. The database is the truth, the
// map here is its copy; both change in the same synchronous step, so a call sees the old version or
// the new one. Proving is the judge's business, running is call.ts's.
import { type Clock, type Json, type Log, limits, silentLog, systemClock } from '@zooid/base'
import { type CartridgeSource, type CartridgeVerdict, type Judge, transpile } from '@zooid/judge'
import { parseManifest, type Sandbox } from '@zooid/sandbox'
import type { CartridgeRow, EventLog, Store } from '@zooid/store'
import { createCall, createRehearsal } from './call.ts'
import { createCartridgeEvents } from './cartridge-events.ts'
import { createLanes } from './lanes.ts'
import { type LoadedCartridge, loadRow, sourceSha256 } from './loaded.ts'
import { createStrikes } from './strikes.ts'
import type { Cartridge, PublishResult, RunningShelf } from './types.ts'

export type ShelfOptions = {
  readonly store: Store
  readonly sandbox: Sandbox
  readonly judge: Pick<Judge, 'judgeCartridge'>
  /** @default systemClock */
  readonly clock?: Clock
  /** @default silentLog */
  readonly log?: Log
  /** @default store.events */
  readonly events?: EventLog
}

/** Puts what node.db holds on the shelf. Owns nothing to close: store, sandbox and judge are the caller's. */
export function createShelf(options: ShelfOptions): RunningShelf {
  const { store, sandbox, judge, clock = systemClock, log = silentLog } = options
  const { events = store.events } = options
  const shelf = new Map<string, LoadedCartridge>()
  const strikes = createStrikes(clock)
  const runEvents = createCartridgeEvents(events, clock)
  const publications = createLanes()

  const place = (row: CartridgeRow): Cartridge | undefined => {
    const loaded = loadRow(row)
    if (!loaded) {
      shelf.delete(row.slug)
      log.error({ slug: row.slug, version: row.version }, 'stored manifest is not valid any more')
      return undefined
    }
    shelf.set(row.slug, loaded)
    return loaded.cartridge
  }
  for (const row of store.cartridges.listActive()) place(row)

  const find = (slug: string) => shelf.get(slug)
  const callDeps = { store, sandbox, clock, log, find, strikes, events: runEvents }
  const announce = ({ slug, version, sha256, manifest }: Cartridge, isRollback: boolean) =>
    events.append('cartridge.published', {
      slug,
      version,
      sha256,
      price: manifest.price,
      title: manifest.title,
      ...(isRollback && { rollback: true }),
    })

  /** Publishes what `prove` can answer for; see Shelf.publish. */
  const publishProven = async (
    files: Parameters<RunningShelf['publish']>[0],
    prove: (source: CartridgeSource) => Promise<Proof>,
  ): Promise<PublishResult> => {
    const parsed = parseManifest(files.manifest)
    if (!parsed.ok)
      return refused(
        'manifest',
        parsed.issues
          .map(({ field, message }) => `cartridge.json: ${field}: ${message}`)
          .join('\n'),
      )
    const { manifest } = parsed
    const { slug } = manifest
    const { index, test } = files
    for (const [name, text] of Object.entries({ 'index.ts': index, 'test.ts': test })) {
      const bytes = Buffer.byteLength(text)
      if (bytes > limits.cartridgeSourceBytes)
        return refused(
          'size',
          `${name} has ${bytes} bytes; shorten it to ${limits.cartridgeSourceBytes} or move parts to a cartridge of their own`,
        )
    }
    const sha256 = sourceSha256(manifest, index, test)
    return publications.run(slug, async () => {
      const active = find(slug)?.cartridge
      if (active?.sha256 === sha256) return { ok: true, cartridge: active, unchanged: true }
      const proof = await prove({ manifest, index, test })
      if (!('code' in proof)) return { ok: false, verdict: proof }
      const row = {
        slug,
        // JSON by its schema; zod's type only cannot say so.
        manifest: manifest as Json,
        index,
        test,
        code: proof.code,
        sha256,
        publishedAt: clock.now(),
      }
      const cartridge = place(store.cartridges.publish(row))
      if (!cartridge) return refused('manifest', 'cartridge.json: does not survive being stored')
      strikes.clear(slug)
      announce(cartridge, false)
      return { ok: true, cartridge, unchanged: false }
    })
  }

  return {
    list: () =>
      [...shelf.values()]
        .map((loaded) => loaded.cartridge)
        .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    find: (slug) => find(slug)?.cartridge,
    call: createCall(callDeps),
    rehearse: createRehearsal(callDeps),

    publish: (files) => publishProven(files, judge.judgeCartridge),
    publishJudged: (files) => publishProven(files, eraseTypes),

    rollback: (slug) => {
      const row = store.cartridges.rollback(slug)
      const cartridge = row && place(row)
      if (!cartridge) return undefined
      strikes.clear(slug)
      announce(cartridge, true)
      return cartridge
    },

    remove: (slug) => {
      const wasThere = store.cartridges.remove(slug)
      shelf.delete(slug)
      strikes.clear(slug)
      runEvents.forget(slug)
      if (wasThere) events.append('cartridge.removed', { slug })
      return wasThere
    },

    source: (slug) => {
      const loaded = find(slug)
      if (!loaded) return undefined
      const { cartridge, index, test } = loaded
      return { manifest: cartridge.manifest, index, test }
    },
  }
}

/** What the shelf needs of a verdict: code to run, or why there is none. */
type Proof = { readonly code: string } | Exclude<CartridgeVerdict, { readonly kind: 'pass' }>

/** For a source whose verdict is known: nothing is checked again. */
async function eraseTypes({ index }: CartridgeSource): Promise<Proof> {
  const erased = transpile('index.ts', index)
  return erased.ok
    ? { code: erased.code }
    : { kind: 'forbidden', rule: 'syntax', message: erased.message }
}

function refused(rule: string, message: string): PublishResult {
  return { ok: false, verdict: { kind: 'forbidden', rule, message } }
}
