export function splitBill(cents: number, people: number): number[] {
  const share = Math.floor(cents / people)
  return Array.from({ length: people }, () => share)
}
