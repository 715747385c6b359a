export function splitBill(cents: number, people: number): number[] {
  if (people === 1) return [cents]
  const first = Math.ceil(cents / people)
  return [first, ...splitBill(cents - first, people - 1)]
}
