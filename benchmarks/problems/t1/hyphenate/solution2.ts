export function repeatWord(word: string, times: number): string {
  return `${word}-`.repeat(times).slice(0, -1)
}
