export function splitBill(cents: number, people: number): number[] {
  const share = Math.floor(cents / people)
  const rest = cents % people
  return Array.from({ length: people }, (_, i) => (i <= rest ? share + 1 : share))
}
