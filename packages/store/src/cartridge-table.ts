// Cartridges on the shelf with their last versions. Every change is one transaction, so a crash leaves
// either the old active version or the new one. Not a judge: what is published here was proven before.
import type { Json } from '@zooid/base'
import { and, eq, lte, max, ne, sql } from 'drizzle-orm'
import type { NodeDb } from './node-db.ts'
import { callCounts, cartridges, cartridgeVersions } from './schema.ts'
import type { CartridgeRow, CartridgeTable } from './types.ts'

/** Versions kept per slug, the active one included. */
const keptVersions = 10

type VersionRow = typeof cartridgeVersions.$inferSelect

export function createCartridgeTable({ sqlite, drizzle }: NodeDb): CartridgeTable {
  const versionOf = drizzle
    .select()
    .from(cartridgeVersions)
    .where(
      and(
        eq(cartridgeVersions.slug, sql.placeholder('slug')),
        eq(cartridgeVersions.version, sql.placeholder('version')),
      ),
    )
    .prepare()
  const activeOf = drizzle
    .select({ version: cartridges.activeVersion })
    .from(cartridges)
    .where(eq(cartridges.slug, sql.placeholder('slug')))
    .prepare()

  const activeRow = (slug: string) => {
    const active = activeOf.get({ slug })
    return active && versionOf.get({ slug, version: active.version })
  }
  const parentRow = (slug: string) => {
    const parent = activeRow(slug)?.parent
    return parent == null ? undefined : versionOf.get({ slug, version: parent })
  }

  const publish = (row: Omit<CartridgeRow, 'version'>): CartridgeRow => {
    const { slug } = row
    const parent = activeOf.get({ slug })?.version ?? null
    const newest = drizzle
      .select({ version: max(cartridgeVersions.version) })
      .from(cartridgeVersions)
      .where(eq(cartridgeVersions.slug, slug))
      .get()
    const version = (newest?.version ?? 0) + 1
    drizzle
      .insert(cartridges)
      .values({ slug, activeVersion: version })
      .onConflictDoUpdate({ target: cartridges.slug, set: { activeVersion: version } })
      .run()
    drizzle
      .insert(cartridgeVersions)
      .values({
        slug,
        version,
        parent,
        manifest: JSON.stringify(row.manifest),
        indexSource: row.index,
        testSource: row.test,
        code: row.code,
        sha256: row.sha256,
        publishedAt: row.publishedAt,
      })
      .run()
    drizzle
      .delete(cartridgeVersions)
      .where(
        and(
          eq(cartridgeVersions.slug, slug),
          lte(cartridgeVersions.version, version - keptVersions),
          // After a rollback the parent may be older than the kept ones and is still the way back.
          parent === null ? undefined : ne(cartridgeVersions.version, parent),
        ),
      )
      .run()
    return { ...row, version }
  }

  const rollback = (slug: string): CartridgeRow | undefined => {
    const parent = parentRow(slug)
    if (!parent) return undefined
    drizzle
      .update(cartridges)
      .set({ activeVersion: parent.version })
      .where(eq(cartridges.slug, slug))
      .run()
    return toCartridgeRow(parent)
  }

  const remove = (slug: string): boolean => {
    drizzle.delete(callCounts).where(eq(callCounts.slug, slug)).run()
    return drizzle.delete(cartridges).where(eq(cartridges.slug, slug)).run().changes > 0
  }

  return {
    active: (slug) => optionalRow(activeRow(slug)),
    previous: (slug) => optionalRow(parentRow(slug)),
    listActive: () =>
      drizzle
        .select({ version: cartridgeVersions })
        .from(cartridges)
        .innerJoin(
          cartridgeVersions,
          and(
            eq(cartridgeVersions.slug, cartridges.slug),
            eq(cartridgeVersions.version, cartridges.activeVersion),
          ),
        )
        .orderBy(cartridges.slug)
        .all()
        .map((row) => toCartridgeRow(row.version)),
    publish: (row) => sqlite.transaction(publish).immediate(row),
    rollback: (slug) => sqlite.transaction(rollback).immediate(slug),
    remove: (slug) => sqlite.transaction(remove).immediate(slug),
  }
}

const optionalRow = (row: VersionRow | undefined) => row && toCartridgeRow(row)

function toCartridgeRow(row: VersionRow): CartridgeRow {
  return {
    slug: row.slug,
    version: row.version,
    manifest: JSON.parse(row.manifest) as Json,
    index: row.indexSource,
    test: row.testSource,
    code: row.code,
    sha256: row.sha256,
    publishedAt: row.publishedAt,
  }
}
