import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { migrations } from './migrations.ts'
import * as schema from './schema.ts'

type Column = { name: string; type: string; notnull: number; pk: number }

it('the drizzle schema equals the migrated database, table by table and column by column', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zooid-schema-'))
  const db = openDatabase(join(folder, 'node.db'), { migrations, synchronous: 'NORMAL' })
  const tables = Object.values(schema).filter((value) => is(value, SQLiteTable))
  const names = db.sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[]
  expect(names.sort()).toEqual(tables.map((table) => getTableConfig(table).name).sort())

  for (const table of tables) {
    const { name, columns, primaryKeys } = getTableConfig(table)
    const keyNames = primaryKeys[0]?.columns.map((column) => column.name) ?? []
    const declared = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toLowerCase(),
      isNotNull: column.notNull,
      key: column.primary ? 1 : keyNames.indexOf(column.name) + 1,
    }))
    const actual = (db.sqlite.pragma(`table_info(${name})`) as Column[]).map((column) => ({
      name: column.name,
      type: column.type.toLowerCase(),
      // A rowid alias is never null although SQLite does not say so.
      isNotNull: column.notnull === 1 || (column.pk === 1 && column.type === 'INTEGER'),
      key: column.pk,
    }))
    expect([name, actual]).toEqual([name, declared])
  }
  db.close()
  rmSync(folder, { recursive: true })
})
