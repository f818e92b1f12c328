/** The module that reads logs at memory speed (AssemblyScript): it takes decoration away, and finds what is disguised in clean text. */
export { clean, cleanSize, jumpCount, state } from "./clean.asm";
export { wholeEnd } from "./controls.asm";
export { countNewlines } from "./bytes.asm";
export { findDisguises } from "./lines.asm";
