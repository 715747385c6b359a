export function mystery(text: string): number {
  let rest = text.replace(/[^()]/g, '')
  let rounds = 0
  while (rest !== '') {
    rest = rest.replaceAll('()', '')
    rounds++
  }
  return rounds
}
