// A value on its way to the preview's page: of a long one the beginning.
import { longestText, type GridCell } from '../webview/protocol';

/** No character is cut in two. */
export function shortCell(cell: GridCell): GridCell {
  const { text } = cell;
  if (text.length <= longestText) return cell;
  const cutsCharacter = /[\uD800-\uDBFF]/.test(text.charAt(longestText - 1));
  return { ...cell, text: text.slice(0, longestText - (cutsCharacter ? 1 : 0)), length: text.length };
}
