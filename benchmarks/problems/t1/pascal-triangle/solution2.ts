export function pascal(rows: number): number[][] {
  return Array.from({ length: rows }, (_, n) => {
    const row = [1]
    for (let k = 1; k <= n; k++) row.push((row[k - 1]! * (n - k + 1)) / k)
    return row
  })
}
