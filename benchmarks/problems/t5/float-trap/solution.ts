export function sumDecimals(numbers: string[]): string {
  const places = Math.max(1, ...numbers.map((n) => (n.split('.')[1] ?? '').length))
  let sum = 0n
  for (const n of numbers) {
    const [whole, fraction = ''] = n.split('.')
    sum +=
      BigInt(whole!.replace('-', '') + fraction.padEnd(places, '0')) * (n[0] === '-' ? -1n : 1n)
  }
  const digits = `${sum < 0n ? -sum : sum}`.padStart(places + 1, '0')
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0*$/, '')
  return sum < 0n ? `-${text}` : text
}
