export function mystery(text: string): string {
  let result = ''
  for (const c of text) {
    let at = 0
    while (at < result.length && result[at]! <= c) at++
    result = result.slice(0, at) + c + result.slice(at)
  }
  return result
}
