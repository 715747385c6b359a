export function diamond(letter: string): string[] {
  const size = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(letter)
  const top: string[] = []
  for (let i = 0; i <= size; i++) {
    const half = [...'.'.repeat(size + 1)]
    half[i] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]!
    top.push([...half.slice(1).reverse(), ...half].join(''))
  }
  return [...top, ...top.slice(0, -1).reverse()]
}
