// Text of others in notifications: it reads the same and holds no link.
import assert from 'node:assert/strict';
import { plainText } from '../../../src/ui/plainText';

describe('plain text', () => {
  it('has no link in it, and reads as it did', () => {
    const text = '{"a": [Fix](command:workbench.action.quit) }';
    assert.doesNotMatch(plainText(text), /\]\(/);
    assert.equal(plainText(text).replaceAll('\u2060', ''), text);
    assert.equal(plainText('[1] (2)'), '[1] (2)');
  });
});
