// A refit prior as a file: log weights under the names of places and symbols, for one table of productions.
// A file for another table is refused, since a place there may be another place here.
import { ZooidError } from '@zooid/base'
import { grammarHash, productionOf } from '../language/grammar.ts'
import { types } from '../language/type.ts'
import { symbolId, symbolNames } from '../tasks/symbol-names.ts'
import { keyOf, type Place, type RefitTable, type Weights } from './refit.ts'

type PriorFile = {
  readonly grammarHash: string
  /** `parent slot goal`, then symbols. */
  readonly places: { readonly [place: string]: { readonly [symbol: string]: number } }
}

const digits = 1000
const root = 'root'

/** Same table, same bytes. */
export function priorBytes(table: RefitTable): Uint8Array {
  const sorted = [...table].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = sorted.map(([, { parent, slot, goal, logs }]) => {
    const symbols = [...logs].sort(([a], [b]) => a - b)
    const named = symbols.map(([symbol, log]) => [symbolNames[symbol], round(log)])
    const name = `${symbolNames[parent] ?? root} ${slot} ${goal}`
    return `${JSON.stringify(name)}:${JSON.stringify(Object.fromEntries(named))}`
  })
  const text = `{"grammarHash":"${grammarHash}","places":{\n${lines.join(',\n')}\n}}\n`
  return new TextEncoder().encode(text)
}

/** @throws {PriorFileError} */
export function parsePrior(bytes: Uint8Array): RefitTable {
  const file = parse(bytes)
  if (file.grammarHash !== grammarHash)
    throw new PriorFileError(`is for the table ${file.grammarHash}, this one is ${grammarHash}`)
  const table = new Map<string, Weights>()
  for (const [name, weights] of Object.entries(file.places)) {
    const place = placeFrom(name)
    if (!place) throw new PriorFileError(`names a place ${name} that the table lacks`)
    const logs = new Map<number, number>()
    for (const [symbol, log] of Object.entries(weights)) {
      const id = symbolId(symbol)
      if (id === undefined || typeof log !== 'number' || !Number.isFinite(log))
        throw new PriorFileError(`has no weight for ${symbol} in ${name}`)
      logs.set(id, log)
    }
    table.set(keyOf(place), { ...place, logs })
  }
  return table
}

function placeFrom(name: string): Place | null {
  const [parentName = '', slotText = '', letter] = name.split(' ')
  const [slot, goal] = [Number(slotText), types.find((type) => type === letter)]
  if (goal === undefined) return null
  if (parentName === root) return slot === 0 ? { parent: -1, slot, goal } : null
  const parent = symbolId(parentName)
  if (parent === undefined || productionOf(parent)?.slots[slot]?.type !== goal) return null
  return { parent, slot, goal }
}

function parse(bytes: Uint8Array): PriorFile {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new PriorFileError('is no JSON')
  }
  const { grammarHash: hash, places } = (value ?? {}) as { [field: string]: unknown }
  const isTable = typeof places === 'object' && places !== null
  if (typeof hash !== 'string' || !isTable || Object.values(places).some((row) => !row))
    throw new PriorFileError('has no grammarHash or no places')
  return value as PriorFile
}

const round = (log: number) => Math.round(log * digits) / digits

export class PriorFileError extends ZooidError {
  override readonly name = 'PriorFileError'
  constructor(message: string) {
    super('codegen.prior_file', `the night's prior ${message}`, {
      hint: 'delete it and run npm run codegen:night',
    })
  }
}
