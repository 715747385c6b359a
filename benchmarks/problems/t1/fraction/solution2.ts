export function addFractions(a: string, b: string): string {
  const parse = (text: string) => {
    const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text)
    return { n: Number(match?.[1]), d: Number(match?.[2] ?? '1') }
  }
  const [x, y] = [parse(a), parse(b)]
  let n = x.n * y.d + y.n * x.d
  let d = x.d * y.d
  for (let k = d; k > 1; k--) {
    if (n % k === 0 && d % k === 0) {
      n /= k
      d /= k
    }
  }
  return d > 1 ? `${n}/${d}` : String(n + 0)
}
