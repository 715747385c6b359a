export function firstMismatch(text: string): number {
  const pairs = new Map([
    [')', '('],
    [']', '['],
    ['}', '{'],
  ])
  let stack: { c: string; at: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at)
    const partner = pairs.get(c)
    if (c === '(' || c === '[' || c === '{') stack = [...stack, { c, at }]
    else if (partner !== undefined) {
      if (stack.at(-1)?.c !== partner) return at
      stack = stack.slice(0, -1)
    }
  }
  return stack.length > 0 ? stack[0]!.at : -1
}
