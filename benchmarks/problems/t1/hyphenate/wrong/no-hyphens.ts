export function repeatWord(word: string, times: number): string {
  return word.repeat(times)
}
