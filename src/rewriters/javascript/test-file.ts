/** Which files are tests, by the names that test runners look for. */
export function isTestFile(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress)\/|[.-](?:test|spec|cy)\.[mc]?[jt]sx?$/.test(path);
}
