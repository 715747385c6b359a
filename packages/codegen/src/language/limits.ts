// What a run of a program may cost, and the tank that pays for it. Shared by the evaluator and the
// productions that loop by themselves; one program runs at a time.

/** What a run may cost. */
export const limits = { fuel: 20_000, listLength: 2_000, textLength: 20_000 } as const

/** Filled by `compile` at the start of each run. */
export const tank: { fuel: number } = { fuel: 0 }

/**
 * The program has no value here: it costs too much, or what it asks for differs from engine to engine
 * (a sort by NaN, a power beyond whole numbers).
 */
export class OutOfFuel extends Error {
  override readonly name = 'OutOfFuel'
}

/** The one there is: a search throws it a million times, and a stack trace costs more than a run. */
export const outOfFuel = new OutOfFuel('the program has no value within its limits')

/** @throws {OutOfFuel} when the tank is empty */
export function burn(amount: number): void {
  tank.fuel -= amount
  if (tank.fuel < 0) throw outOfFuel
}

/** Before a list of this many items is made. */
export function fitsList(length: number): number {
  if (length > limits.listLength) throw outOfFuel
  return length
}

/** Before a text of this many characters is made. */
export function fitsText(length: number): number {
  if (length > limits.textLength) throw outOfFuel
  return length
}
