export function repeatWord(word: string, times: number): string {
  return new Array<string>(times + 1).fill(word).join('-')
}
