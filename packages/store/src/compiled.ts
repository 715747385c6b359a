// Drizzle queries run by the driver itself: drizzle writes the SQL once, after that a run only puts values
// where the placeholders are. Half the price of drizzle's own prepared queries, for the few statements
// that every payment runs. Only for columns that store values as they are: text, integers and null.
import { ZooidError } from '@zooid/base'
import { is, Placeholder, type Query } from 'drizzle-orm'
import type { OpenedDatabase } from './database.ts'

type Built = { readonly toSQL: () => Query }
type Values = { readonly [name: string]: unknown }

/** @returns how many rows a run changed. @throws UncompiledQueryError */
export function compileWrite(
  sqlite: OpenedDatabase['sqlite'],
  query: Built,
): (values: Values) => number {
  const { sql, params } = query.toSQL()
  const statement = sqlite.prepare(sql)
  const bind = compileBinding(sql, params)
  return (values) => statement.run(bind(values)).changes
}

/**
 * @param keys names of the selected columns, in the order of the query
 * @returns the first row, if any. @throws UncompiledQueryError
 */
export function compileRead<Row extends object>(
  sqlite: OpenedDatabase['sqlite'],
  query: Built,
  keys: readonly (keyof Row & string)[],
): (values: Values) => Row | undefined {
  const { sql, params } = query.toSQL()
  const statement = sqlite.prepare(sql).raw()
  const bind = compileBinding(sql, params)
  return (values) => {
    const cells = statement.get(bind(values)) as readonly unknown[] | undefined
    return cells && (Object.fromEntries(keys.map((key, i) => [key, cells[i]])) as Row)
  }
}

function compileBinding(sql: string, params: readonly unknown[]): (values: Values) => unknown[] {
  const slots = params.map((param) => {
    if (is(param, Placeholder)) return { name: param.name as string }
    // Anything else drizzle would have to convert on each run.
    if (typeof param === 'object' && param !== null) throw new UncompiledQueryError(sql)
    return { value: param }
  })
  return (values) =>
    slots.map((slot) => {
      if (slot.name === undefined) return slot.value
      const value = values[slot.name]
      // The driver would write null, and nobody would know why.
      if (value === undefined) throw new UncompiledQueryError(`${sql}: no ${slot.name}`)
      return value
    })
}

/** A bug of ours: this query, or what was given to it, is not for running without drizzle. */
export class UncompiledQueryError extends ZooidError {
  override readonly name = 'UncompiledQueryError'
  constructor(sql: string) {
    super('store.uncompiled_query', `this query cannot be run as it stands: ${sql}`)
  }
}
