// Each rule: what it finds, and what it leaves alone.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import { ruleSettingsProblem } from '../../../../src/export/findings/rules';
import { NumberText } from '../../../../src/segment/numberText';
import { columnOf, findingsOf, linesOf, placesOf } from './findings';

const json = { format: { type: 'json' } } as const;

describe('the rule mixed-types', () => {
  it('finds the first value of another type, and names all types', () => {
    const places = placesOf('mixed-types', ['', null, 'a', 'b', 1, true, 'c', 2]);
    assert.deepEqual(places.map(({ line }) => line), [5]); // prettier-ignore
    assert.equal(places[0]?.message, 'The column has values of several types (text, number, true or false).');
  });

  it('takes null and empty texts for no type', () => {
    assert.deepEqual(linesOf('mixed-types', [1, null, '', undefined, new NumberText('1.0')]), []);
  });
});

describe('the rule lost-precision', () => {
  it('finds numbers that readers would read as others', () => {
    const lost = ['12345678901234567890', '0.1234567890123456789', '1234567890.1234567891'];
    assert.deepEqual(linesOf('lost-precision', lost.map((text) => new NumberText(text))), [1, 2, 3]); // prettier-ignore
    assert.deepEqual(linesOf('lost-precision', [9007199254740992, 1234567890123456]), [1, 2]);
  });

  it('leaves those alone that every reader keeps', () => {
    const kept = ['1.50', '1e3', '-0', '1000000000000000000000', '0.1000000000000000000'];
    assert.deepEqual(linesOf('lost-precision', kept.map((text) => new NumberText(text))), []); // prettier-ignore
    assert.deepEqual(linesOf('lost-precision', [123456789012345, 0.1, 0.12345678901234568]), []);
    assert.deepEqual(linesOf('lost-precision', ['12345678901234567890']), []);
  });
});

describe('the rule long-number-text', () => {
  it('finds texts that a reader may take for such numbers', () => {
    const texts = [
      '12345678901234567890',
      '-1234567890123456',
      '0012345678901234567',
      '12345678901234567x',
      'a',
    ];
    assert.deepEqual(linesOf('long-number-text', texts), [1, 2]);
    assert.equal(placesOf('long-number-text', texts)[0]?.severity, 'information');
  });

  it('finds none in JSON, where a text is a text', () => {
    assert.deepEqual(linesOf('long-number-text', ['12345678901234567890'], json), []);
  });
});

describe('the rule formula', () => {
  const texts = ['=1+1', '+49', '-5', '@x', '\tx', 'a=b', ''];

  it('finds texts that begin like one', () => {
    assert.deepEqual(linesOf('formula', texts), [1, 2, 3, 4, 5]);
    assert.deepEqual(linesOf('formula', [-5, new NumberText('-1.0')]), []);
  });

  it('finds none where the format guards them, and none in JSON', () => {
    assert.deepEqual(linesOf('formula', texts, { format: { formulaGuard: true } }), []);
    assert.deepEqual(linesOf('formula', texts, json), []);
  });

  it('looks at what is left after trimming', () => {
    assert.deepEqual(linesOf('formula', [' =1'], { format: { trim: 'both' } }), [1]);
    assert.deepEqual(linesOf('formula', [' =1']), []);
  });
});

describe('the rule leading-zero', () => {
  it('finds digits with a zero before them', () => {
    const cells = ['00123', '0', '0.5', '123', '0x10', '', new NumberText('0.10')];
    assert.deepEqual(linesOf('leading-zero', cells), [1]);
    assert.deepEqual(linesOf('leading-zero', cells, json), []);
  });
});

describe('the rule line-break', () => {
  it('finds values of several lines', () => {
    const cells = ['a\nb', 'a\rb', '\n', 'a b', new JsonText('["a\\nb"]')];
    assert.deepEqual(linesOf('line-break', cells), [1, 2, 3]);
    assert.deepEqual(linesOf('line-break', cells, json), []);
  });
});

describe('the rule outer-space', () => {
  it('finds values that begin or end with white space', () => {
    const cells = [' a', 'a ', '\u00A0a', 'a\t', ' ', 'a b', 'é', ''];
    assert.deepEqual(linesOf('outer-space', cells), [1, 2, 3, 4, 5]);
    assert.deepEqual(linesOf('outer-space', cells, json), []);
  });

  it('finds none that the format trims', () => {
    assert.deepEqual(linesOf('outer-space', [' a', 'a '], { format: { trim: 'leading' } }), [2]);
  });
});

describe('the rule corrupting-value', () => {
  it('finds values that break their row in a format that quotes nothing', () => {
    const places = placesOf('corrupting-value', ['a,b', 'ab', 'a\nb', null], { format: { preset: 'adobe' } });
    assert.deepEqual(places.map(({ line, severity }) => [line, severity]), [[1, 'error'], [3, 'error']]); // prettier-ignore
  });

  it('finds a null that leaves a blank line', () => {
    const format = { quote: '', corrupt: 'allow' } as const;
    assert.deepEqual(linesOf('corrupting-value', ['a', null, ''], { format }), [2, 3]);
  });

  it('finds none where values are quoted, or refused when they come', () => {
    assert.deepEqual(linesOf('corrupting-value', ['a,b']), []);
    assert.deepEqual(linesOf('corrupting-value', ['a,b'], { format: { quote: '' } }), []);
  });
});

describe('the rule colliding-headers', () => {
  it('finds headers that differ by case and spaces only, once each', () => {
    const columns = ['Email', 'email ', 'phone'].map((header) => columnOf(header));
    const { findings } = findingsOf([['a', null, 'c'], ['d', 'e', 'f']], { columns }); // prettier-ignore
    assert.deepEqual(
      findings.map(({ rule, header, line }) => [rule, header, line]),
      [['colliding-headers', 'Email', 1], ['colliding-headers', 'email ', 1]], // prettier-ignore
    );
  });
});

describe('the rule destination-secret', () => {
  const secrets = ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'test'];

  it('finds values that hold a key, and does not tell it', () => {
    const cells = [`x${secrets[0]}y`, secrets[1], 'a test of something'];
    const places = placesOf('destination-secret', cells, { secrets });
    assert.deepEqual(places.map(({ line, severity }) => [line, severity]), [[1, 'error'], [2, 'error']]); // prettier-ignore
    assert.ok(!JSON.stringify(findingsOf([cells], { secrets })).includes('EXAMPLE'));
  });
});

describe('a rule', () => {
  it('can be switched off, or be given another severity', () => {
    assert.deepEqual(linesOf('formula', ['=1'], { rules: { formula: 'off' } }), []);
    assert.deepEqual(placesOf('formula', ['=1'], { rules: { formula: 'error' } })[0]?.severity, 'error');
  });

  it('keeps the first 100 places of a column and counts all', () => {
    const rows = Array.from({ length: 250 }, (_, index) => ['=1', index % 2 === 0 ? '=2' : 'x']);
    const { findings, counts } = findingsOf(rows);
    assert.deepEqual(counts, [{ rule: 'formula', severity: 'warning', count: 375 }]);
    const lines = (header: string) =>
      findings.filter((each) => each.header === header).map(({ line }) => line);
    assert.deepEqual(
      lines('a'),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.deepEqual(lines('b').length, 100);
    assert.deepEqual(lines('b').at(-1), 199);
  });

  it('tells in the order of the segment', () => {
    const { findings } = findingsOf([['a', '=1'], ['=1', 'b'], ['c\nd', '=1']]); // prettier-ignore
    assert.deepEqual(
      findings.map(({ line, header }) => `${line}${header}`),
      ['1b', '2a', '3a', '3b'],
    );
  });

  it('tells no value', () => {
    const cells = ['=SECRETVALUE', ' SECRETVALUE', 'SECRETVALUE\n', 'SECRETVALUE@example.com', '0012345678'];
    assert.ok(!/SECRETVALUE|0012345678/.test(JSON.stringify(findingsOf(cells.map((cell) => [cell])))));
  });
});

describe('settings of rules', () => {
  it('are right when each is a choice of a rule that there is', () => {
    for (const right of [undefined, {}, { formula: 'off', 'leading-zero': 'error' }])
      assert.equal(ruleSettingsProblem(right), undefined);
  });

  it('are named where they are not', () => {
    assert.match(ruleSettingsProblem('off') ?? '', /not an object/);
    assert.match(ruleSettingsProblem({ formula: 'off', formulas: 'off' }) ?? '', /no rule "formulas"/);
    assert.match(ruleSettingsProblem({ formula: 'loud' }) ?? '', /"formula" is one of error, warning/);
  });
});
