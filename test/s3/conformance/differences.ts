// What a server is known to do otherwise than S3. Its tests still run, and must fail: the list cannot go stale.
import assert from 'node:assert/strict';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { clientOf, type Target } from './target';

/** By `group: title` of a test: what the server does instead. */
export type Differences = Readonly<Record<string, string>>;

/**
 * Has the listed tests of a suite expected to fail: one that fails is pending, with the reason in its title; one that
 * passes fails, and so does a name in the list that is no test's.
 */
export function expectDifferences(suite: Mocha.Suite, target: () => Target, differences: Differences): void {
  const listed = Object.keys(differences);
  if (listed.length === 0) return;
  const names = new Set<string>();
  suite.eachTest((test) => {
    const name = test.titlePath().slice(-2).join(': ');
    names.add(name);
    const reason = differences[name];
    if (reason !== undefined) expectFailure(test, target, reason);
  });
  it('differs in tests that are there', () => {
    const unknown = listed.filter((name) => !names.has(name));
    assert.deepEqual(unknown, []);
  });
}

function expectFailure(test: Mocha.Test, target: () => Target, reason: string): void {
  const body = test.fn as Mocha.AsyncFunc;
  test.title += ` [known: ${reason}]`;
  test.fn = async function (this: Mocha.Context) {
    const failed = await body.call(this).then(
      () => false,
      () => true,
    );
    assert.ok(failed, 'It passes now: take it off the list of differences.');
    // A server that is gone fails every test.
    await clientOf(target()).send(new HeadBucketCommand({ Bucket: target().bucket }));
    this.skip();
  } as Mocha.AsyncFunc;
}
