// A stored cartridge made ready to run: manifest parsed, code at hand.

import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@zooid/base'
import { type Manifest, parseManifest } from '@zooid/sandbox'
import type { CartridgeRow } from '@zooid/store'
import type { Cartridge } from './types.ts'

export type LoadedCartridge = {
  readonly cartridge: Cartridge
  readonly code: string
  readonly index: string
  readonly test: string
}

/** null when the stored manifest does not parse any more, as after a change of its rules. */
export function loadRow(row: CartridgeRow): LoadedCartridge | null {
  const parsed = parseManifest(row.manifest)
  if (!parsed.ok) return null
  const { slug, version, sha256, publishedAt, code, index, test } = row
  return {
    cartridge: { slug, version, sha256, manifest: parsed.manifest, publishedAt },
    code,
    index,
    test,
  }
}

/** Names a cartridge by its contents, whatever the order of the manifest's keys. */
export function sourceSha256(manifest: Manifest, index: string, test: string): string {
  // A parsed manifest is JSON; zod's type only cannot say so.
  const text = canonicalJson({ manifest: manifest as Json, index, test })
  return createHash('sha256').update(text).digest('hex')
}
