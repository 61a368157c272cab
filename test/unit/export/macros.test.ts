// Macros in folder paths and names: what each stands for, and what is done to values that no key should have.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveName, type NameValues } from '../../../src/export/naming';
import { moment } from '../collect';

const values: NameValues = {
  segmentId: '12341e18-abcd-49c2-836d-123c88e76c39',
  segmentName: 'Luxury Audience',
  destinationId: 'acme-exports',
  destinationName: 'Acme exports',
  organizationName: 'Acme Inc.',
  sandboxName: 'prod',
  customText: 'für Köln',
  mergePolicyId: 'b39185a2',
  mergePolicyName: 'Default Timebased',
};

const resolve = (nameTemplate: string, more: Partial<NameValues> = {}) =>
  resolveName({ folderPath: '', nameTemplate, fileExtension: 'csv' }, { ...values, ...more }, moment);

describe('macros', () => {
  for (const [macro, text] of [
    ['DESTINATION', 'amazon-s3'],
    ['DESTINATION_NAME', 'amazon-s3'],
    ['SEGMENT_ID', '12341e18-abcd-49c2-836d-123c88e76c39'],
    ['SEGMENT_NAME', 'Luxury Audience'],
    ['DESTINATION_INSTANCE_ID', 'acme-exports'],
    ['DESTINATION_INSTANCE_NAME', 'Acme exports'],
    ['ORGANIZATION_NAME', 'Acme Inc.'],
    ['SANDBOX_NAME', 'prod'],
    ['CUSTOM_TEXT', 'für Köln'],
    ['MERGE_POLICY_ID', 'b39185a2'],
    ['MERGE_POLICY_NAME', 'Default Timebased'],
    ['TIMESTAMP', '1586326684'],
    ['DATETIME', '20200408_061804'],
    ['DATETIME(MMDDYYYY_HHMMSS)', '04082020_061804'],
    ["DATETIME(yyyy '('MM')')", '2020 (04)'],
  ] as const) {
    it(`${macro} is ${text}, in the name and in the folder path`, () => {
      const { key, replacements } = resolve(`%${macro}%`);
      assert.deepEqual({ key, replacements }, { key: `${text}.csv`, replacements: [] });
      const template = { folderPath: `a/%${macro}%/b`, nameTemplate: 'n', fileExtension: 'csv' };
      assert.equal(resolveName(template, values, moment).key, `a/${text}/b/n.csv`);
    });
  }

  it('stand anywhere, side by side, any number of times', () => {
    assert.equal(
      resolve('%SANDBOX_NAME%%SANDBOX_NAME%-%DATETIME(dd)%.%SANDBOX_NAME%').key,
      'prodprod-08.prod.csv',
    );
  });

  it('take another product name', () => {
    const { key } = resolve('%DESTINATION%_%DESTINATION_NAME%', { destination: 'Amazon S3' });
    assert.equal(key, 'Amazon S3_Amazon S3.csv');
  });

  it('have a timestamp of ten digits, without the fraction', () => {
    const at = (time: string) =>
      resolveName(
        { folderPath: '', nameTemplate: '%TIMESTAMP%', fileExtension: 'csv' },
        values,
        new Date(time),
      ).key;
    assert.equal(at('2022-05-09T21:05:43.999Z'), '1652130343.csv');
    assert.equal(at('1970-01-01T00:00:01Z'), '0000000001.csv');
  });

  for (const [macro, value, field] of [
    ['ORGANIZATION_NAME', 'organizationName', 'names.organization'],
    ['SANDBOX_NAME', 'sandboxName', 'names.sandbox'],
    ['CUSTOM_TEXT', 'customText', 'names.customText'],
    ['MERGE_POLICY_ID', 'mergePolicyId', 'names.mergePolicyId'],
    ['MERGE_POLICY_NAME', 'mergePolicyName', 'names.mergePolicyName'],
  ] as const) {
    it(`${macro} without a value is refused, and the failure names ${field}`, () => {
      for (const missing of [undefined, '']) {
        assert.throws(
          () => resolve(`%${macro}%`, { [value]: missing }),
          (error: Error & { code?: string }) =>
            error.code === 'macro-without-value' && error.message.includes(`"${field}"`),
        );
      }
    });
  }

  it('of a destination are refused where there is none', () => {
    for (const [macro, value] of [
      ['DESTINATION_INSTANCE_ID', 'destinationId'],
      ['DESTINATION_INSTANCE_NAME', 'destinationName'],
    ] as const) {
      assert.throws(() => resolve(`%${macro}%`, { [value]: undefined }), { code: 'macro-without-value' });
    }
  });

  it('that are not known are refused', () => {
    for (const macro of ['%NOTHING%', '%segment_name%', '%DATETIME()%', '%SEGMENT_ID(x)%', '%constructor%']) {
      assert.throws(() => resolve(macro), { code: 'unknown-macro' });
    }
  });

  it('that are not finished are refused, and so is a % by itself', () => {
    const unfinished = [
      '100%',
      '%',
      '%%',
      '%DATETIME(%',
      '%DATETIME(yyyy%',
      '%SEGMENT_ID',
      '50% of %SEGMENT_ID%',
    ];
    for (const template of unfinished) {
      assert.throws(() => resolve(template), { code: 'unfinished-macro' }, template);
    }
    const folder = { folderPath: '100%', fileExtension: 'csv' };
    assert.throws(() => resolveName(folder, values, moment), { code: 'unfinished-macro' });
  });
});

describe('values in keys', () => {
  const written = (segmentName: string) =>
    resolve('%SEGMENT_NAME%', { segmentName }).key.slice(0, -'.csv'.length);

  for (const [value, text] of [
    ['A/B\\C', 'A-B-C'],
    ['a\u0000b\u001fc\u007fd\u0085e', 'a-b-c-d-e'],
    ['line\u2028line\u2029', 'line-line-'],
    ['{x}^100%`[y]"z"<a>~#|', '-x--100---y--z--a----'],
    ['half \ud83d', 'half -'],
    ['\ude00 half', '- half'],
    ['whole \u{1F600}', 'whole \u{1F600}'],
    ['.', '-'],
    ['..', '--'],
    ['...', '...'],
    ["!-_.*'() &$@=;:+,?é", "!-_.*'() &$@=;:+,?é"],
    ['%SANDBOX_NAME%', '-SANDBOX_NAME-'],
  ] as const) {
    it(`${JSON.stringify(value)} is written ${JSON.stringify(text)}`, () =>
      assert.equal(written(value), text));
  }

  it('are told when they were changed, each once', () => {
    const template = {
      folderPath: 'x/%SEGMENT_NAME%',
      nameTemplate: '%SEGMENT_NAME%-%CUSTOM_TEXT%',
      fileExtension: 'csv',
    };
    const changed = { ...values, segmentName: 'A/B', customText: '50%' };
    const { key, replacements } = resolveName(template, changed, moment);
    assert.deepEqual(
      { key, replacements },
      {
        key: 'x/A-B/A-B-50-.csv',
        replacements: [
          { macro: 'SEGMENT_NAME', value: 'A/B', written: 'A-B' },
          { macro: 'CUSTOM_TEXT', value: '50%', written: '50-' },
        ],
      },
    );
  });

  it('of a date make folders in the folder path, and none in the name', () => {
    const template = {
      folderPath: 'x/%DATETIME(yyyy/MM|dd)%',
      nameTemplate: '%DATETIME(yyyy/MM)%',
      fileExtension: 'csv',
    };
    const { key, replacements } = resolveName(template, values, moment);
    assert.deepEqual(
      { key, replacements },
      {
        key: 'x/2020/04-08/2020-04.csv',
        replacements: [
          { macro: 'DATETIME(yyyy/MM|dd)', value: '2020/04|08', written: '2020/04-08' },
          { macro: 'DATETIME(yyyy/MM)', value: '2020/04', written: '2020-04' },
        ],
      },
    );
    const dots = { ...template, folderPath: "%DATETIME(yyyy/'..'/MM)%" };
    assert.equal(resolveName(dots, values, moment).key, '2020/--/04/2020-04.csv');
  });

  it("leave the template's folders as they are, and put no forbidden character into the key", () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom('.', '/', '%', '\\', '\ud800', '\udc00', 'a', '\n'),
        minLength: 1,
        maxLength: 20,
      }),
    );
    const template = {
      folderPath: 'exports/%SEGMENT_NAME%/%CUSTOM_TEXT%%SEGMENT_NAME%',
      nameTemplate: '%SEGMENT_NAME%_%CUSTOM_TEXT%',
      fileExtension: 'csv',
    };
    fc.assert(
      fc.property(text, text, (segmentName, customText) => {
        const { key, replacements } = resolveName(template, { ...values, segmentName, customText }, moment);
        const folders = key.split('/');
        assert.equal(folders.length, 4);
        assert.ok(!folders.some((folder) => ['', '.', '..'].includes(folder)));
        assert.ok(key.isWellFormed());
        assert.doesNotMatch(key, /[\\{}^%`[\]"<>~#|\p{Cc}]/u);
        assert.equal(
          replacements.length,
          Number(!key.includes(`/${segmentName}/`)) + Number(!key.endsWith(`_${customText}.csv`)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
